/// @file
/// HTTP requests of a run that is recorded or replayed. Private to engine/replay.
#pragma once

#include <memory>
#include <unordered_map>

#include "../ports/http.hpp"
#include "tape.hpp"

namespace asyncio::replay {

class TapedHttpClient final : public core::HttpClient {
 public:
  explicit TapedHttpClient(Tape& tape) noexcept;
  TapedHttpClient(const TapedHttpClient&) = delete;
  TapedHttpClient& operator=(const TapedHttpClient&) = delete;
  ~TapedHttpClient();

  /// Who makes the requests, where they are recorded.
  void decorate(core::HttpClient& live) noexcept { live_ = &live; }

  core::OperationId start(core::Reactor& reactor, core::HttpRequest request, core::HttpCompletion& completion) override;
  void cancel(core::Reactor& reactor, core::OperationId operation) noexcept override;

 private:
  class Request;

  Tape& tape_;
  core::HttpClient* live_ = nullptr;
  std::unordered_map<core::OperationId, std::unique_ptr<Request>> under_way_;
};

}  // namespace asyncio::replay
