/// @file
/// Addresses of HTTP servers (RFC 3986).
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace asyncio::native {

/// An http: or https: address, in the parts that a connection needs.
struct HttpUrl {
  bool secure = false;
  /// A name or an address; IPv6 without its brackets, as connecting and certificates want it.
  std::string host;
  std::string port;
  /// Path and query as they stand in the request line; never empty.
  std::string target;
  /// Host, and port where it is not the usual one, as the Host header says them.
  std::string authority;
  /// The whole address without its fragment.
  std::string text;

  /// Whether credentials meant for this address may go to `other` as well.
  [[nodiscard]] bool same_origin(const HttpUrl& other) const {
    return secure == other.secure && host == other.host && port == other.port;
  }
};

/// Reads `reference`, which may be relative to `base` (empty: there is none). Characters that an address may not hold,
/// such as spaces and Korean letters, are percent-encoded, as browsers do. Where it cannot be used, a sentence says why.
std::expected<HttpUrl, std::string> parse_http_url(std::string_view reference, std::string_view base);

}  // namespace asyncio::native
