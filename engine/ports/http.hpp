/// @file
/// PORT: HTTP requests. `engine/native` asks servers itself, on Boost.Beast; `wasm/reactor` asks the browser's `fetch`.
///
/// Behind a function that only `fetch` calls, so that a program without `fetch` is linked without an HTTP client.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reactor.hpp"

namespace asyncio::core {

/// What to ask an HTTP server. Header names and values are as the caller wrote them.
struct HttpRequest {
  std::string method = "GET";
  /// Absolute, or relative to the adapter's base address where it has one.
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// What came back: a response of any status, or, where `error` is not empty, the reason why there was none.
struct HttpResult {
  int status = 0;
  std::string status_text;
  /// The address that answered, after redirects.
  std::string url;
  /// In order of arrival, names in lower case.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// A sentence for people, such as "could not connect to localhost port 1: connection refused".
  std::string error;
};

/// Receives the end of a request, once, on the loop's thread, from inside the reactor's `wait` or `poll`. It must not block or throw.
class HttpCompletion {
 public:
  virtual void complete(HttpResult result) noexcept = 0;

 protected:
  ~HttpCompletion() = default;
};

class HttpClient {
 public:
  /// Starts a request; `completion` must live until it is told or the request is cancelled. Until then the reactor is not idle.
  virtual OperationId start(Reactor& reactor, HttpRequest request, HttpCompletion& completion) = 0;
  /// Abandons a request: its completion will not be told. An id that has ended already is ignored.
  virtual void cancel(Reactor& reactor, OperationId operation) noexcept = 0;

 protected:
  ~HttpClient() = default;
};

/// The client of this platform, for loops on its reactor; the build links exactly one definition.
HttpClient& platform_http_client() noexcept;

/// The client of loops on this reactor.
inline HttpClient& http_client(Reactor& reactor) noexcept { return reactor.http_client(platform_http_client()); }

}  // namespace asyncio::core
