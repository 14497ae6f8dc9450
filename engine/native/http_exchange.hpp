/// @file
/// One HTTP exchange: connect, then ask and read the answer (http_talk.hpp). What lies above it (redirects, cancelling) is in http.cpp.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "../ports/http.hpp"
#include "http_talk.hpp"
#include "url.hpp"

namespace asyncio::native {

/// What a request waits on, kept where the request can be cancelled. Asio's own cancellation slots are not used: the
/// signal would have to outlive the coroutine's last resumption, which nobody is told of.
struct Transport {
  explicit Transport(boost::asio::io_context& io) : resolver(io), socket(io) {}

  /// Whatever the request waits for fails at the next turn of the io_context.
  void cancel() noexcept;

  boost::asio::ip::tcp::resolver resolver;
  boost::asio::ip::tcp::socket socket;
  bool cancelled = false;
};

/// Sends `request` (but for its URL) to `url` and returns the answer, whatever its status. Throws HttpFailure.
/// What the references name must outlive the coroutine.
boost::asio::awaitable<core::HttpResult> exchange(Transport& transport, const HttpUrl& url,
                                                  const core::HttpRequest& request);

}  // namespace asyncio::native
