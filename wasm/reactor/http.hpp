/// @file
/// A program's HTTP requests, carried out by the browser's `fetch`. Twin: http.ts.
#pragma once

#include <unordered_map>

#include "operations.hpp"

namespace asyncio::wasm {

class HttpRequests final : public Operation {
 public:
  explicit HttpRequests(Operations& operations) noexcept : operations_(operations) {}

  /// As core::Reactor::start_http.
  OperationId start(const core::HttpRequest& request, core::HttpCompletion& completion);
  /// As core::Reactor::cancel_http.
  void cancel(OperationId id) noexcept;

 private:
  void finished(OperationId id) noexcept override;

  Operations& operations_;
  std::unordered_map<OperationId, core::HttpCompletion*> completions_;
};

}  // namespace asyncio::wasm
