/// @file
/// HTTP/1.1 client on Boost.Beast: the part of the native reactor that `fetch` uses.
///
/// Each request is one coroutine on the reactor's io_context, on a connection of its own. Private to engine/native, as
/// Asio takes seconds to compile.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <unordered_map>

#include "../ports/reactor.hpp"

namespace asyncio::native {

class HttpClient {
 public:
  explicit HttpClient(boost::asio::io_context& io);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  /// As core::Reactor::start_http.
  core::OperationId start(core::HttpRequest request, core::HttpCompletion& completion);

  /// As core::Reactor::cancel_http.
  void cancel(core::OperationId id) noexcept;

  /// Whether no request is under way.
  [[nodiscard]] bool idle() const noexcept { return operations_.empty(); }

 private:
  struct Operation;

  void finish(const Operation& operation, core::HttpResult result) noexcept;

  boost::asio::io_context& io_;
  // Those that have neither ended nor been cancelled. A coroutine shares its own, to see that it was cancelled.
  std::unordered_map<core::OperationId, std::shared_ptr<Operation>> operations_;
  core::OperationId last_id_ = 0;
};

}  // namespace asyncio::native
