/// @file
/// An HTTP server for tests that says exactly the bytes it is told to, valid or not.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace asyncio::testing {

/// A key and a certificate of its own making, both in PEM.
struct TlsIdentity {
  std::string key;
  std::string certificate;
};

/// Makes an identity for the host `name`, which signs for itself.
TlsIdentity make_identity(const std::string& name);

/// Listens on 127.0.0.1 while it lives; every connection has a thread of its own.
class HttpServer {
 public:
  /// Gets a whole request and returns the bytes to send before the connection is closed; nothing if the server shall
  /// stay silent until the client leaves. Called from many threads at once.
  using Answer = std::function<std::optional<std::string>(const std::string& request)>;

  /// With an identity the server speaks TLS.
  explicit HttpServer(Answer answer, const std::optional<TlsIdentity>& identity = std::nullopt);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  [[nodiscard]] std::uint16_t port() const;

  /// "http://127.0.0.1:port" and the path.
  [[nodiscard]] std::string url(std::string_view path) const;

  /// Blocks until `clients` clients have left a silent server; false if that takes longer than 10 seconds.
  bool wait_until_left(int clients);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// A complete answer with a Content-Length; `headers` are lines that end in "\r\n".
std::string answer_with(std::string_view status, std::string_view body, std::string_view headers = "");

/// The first line of a request, such as "GET /path HTTP/1.1".
std::string_view request_line(std::string_view request);

}  // namespace asyncio::testing
