/// @file
/// Adapter of ports/http.hpp with servers that a test plays. Private to engine/virtual.
#pragma once

#include <asyncio/testing.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "../ports/http.hpp"
#include "timeline.hpp"

namespace asyncio::testing {

class VirtualHttpClient final : public core::HttpClient {
 public:
  explicit VirtualHttpClient(Timeline& timeline) noexcept : timeline_(timeline) {}

  void serve(std::string prefix, World::Server server, std::chrono::nanoseconds latency) {
    servers_.push_back({std::move(prefix), std::move(server), latency});
  }
  [[nodiscard]] const std::vector<Request>& requests() const noexcept { return requests_; }
  [[nodiscard]] int cancelled() const noexcept { return cancelled_; }

  core::OperationId start(core::Reactor& reactor, core::HttpRequest request, core::HttpCompletion& completion) override;
  void cancel(core::Reactor& reactor, core::OperationId operation) noexcept override;

 private:
  struct Server {
    std::string prefix;
    World::Server answer;
    std::chrono::nanoseconds latency;
  };
  struct UnderWay {
    core::HttpCompletion* completion;
    Timeline::Key answered;
  };

  /// Null where there is none.
  [[nodiscard]] const Server* server_of(std::string_view url) const noexcept;
  void answer(core::OperationId operation, Request request);

  Timeline& timeline_;
  std::vector<Server> servers_;
  std::vector<Request> requests_;
  std::unordered_map<core::OperationId, UnderWay> under_way_;
  core::OperationId last_ = 0;
  int cancelled_ = 0;
};

}  // namespace asyncio::testing
