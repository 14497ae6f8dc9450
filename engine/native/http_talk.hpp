/// @file
/// What is said on a connection: the bytes of a request, and the reading of the answer. Knows no sockets, so that tests can let a
/// server say anything. How a connection is made is in http_exchange.cpp.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "../ports/http.hpp"
#include "url.hpp"

namespace asyncio::native {

/// Why there is no answer; `what()` is a sentence for HttpResult::error.
class HttpFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A plain or a secure stream. One interface for both, so that what stands above them is compiled once.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  virtual boost::asio::awaitable<std::size_t> read_some(std::span<char> into, boost::system::error_code& error) = 0;
  virtual boost::asio::awaitable<void> write(std::string_view text, boost::system::error_code& error) = 0;
};

/// Sends `request` (but for its URL) and returns the answer, whatever its status. Throws HttpFailure. What the references name must
/// outlive the coroutine.
boost::asio::awaitable<core::HttpResult> talk(Connection& connection, const HttpUrl& url,
                                              const core::HttpRequest& request);

/// A system's message as the end of a sentence.
[[nodiscard]] std::string reason(const boost::system::error_code& error);

/// "example.org port 80".
[[nodiscard]] std::string server_of(const HttpUrl& url);

}  // namespace asyncio::native
