/// @file
/// Asking the web for something: the browser's own fetch in a page, an HTTP client natively. Named after the web's `fetch`
/// (WHATWG Fetch standard), with aiohttp's error names.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <asyncio/errors.hpp>

namespace asyncio {

/// There is no response: no such host, no connection, an address that may not be asked, a broken transfer. Follows
/// `aiohttp.ClientError`.
class ClientError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// There is a response, and its status says that it is not what was wanted: see `Response::raise_for_status`.
class ClientResponseError : public ClientError {
 public:
  ClientResponseError(int status, const std::string& message) : ClientError(message), status_(status) {}
  [[nodiscard]] int status() const noexcept { return status_; }

 private:
  int status_;
};

/// Names and values of HTTP header fields.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// A whole HTTP response, of any status.
struct Response {
  /// Such as 200 or 404.
  int status = 0;
  /// Such as "OK"; empty where the protocol has none.
  std::string reason = {};
  /// The address that answered, after redirects.
  std::string url = {};
  /// In order of arrival, names in lower case. A browser shows only those that the server exposes.
  Headers headers = {};
  /// The body's bytes.
  std::string body = {};

  /// Whether the status is between 200 and 299.
  [[nodiscard]] bool ok() const noexcept { return status >= 200 && status <= 299; }
  /// The body as UTF-8 text; what is not UTF-8 becomes U+FFFD.
  [[nodiscard]] std::string text() const;
  /// The value of a header, its name in any case; empty where it is missing.
  [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
  /// Throws ClientResponseError, with the status in its message, when the status is 400 or above.
  void raise_for_status() const;
};

struct FetchOptions {
  std::string method = "GET";
  Headers headers = {};
  std::string body = {};
};

/// Fetches `url` while other tasks run. A response of any status is a response; throws ClientError where there is none,
/// RuntimeError outside every task, and CancelledError, giving the transfer up, when the task is cancelled. A relative address is
/// resolved against the page's site in a browser, against the environment variable ASYNCIO_BASE_URL natively.
Response fetch(std::string_view url, FetchOptions options = {},
               std::source_location where = std::source_location::current());

}  // namespace asyncio
