/// @file
/// Splitting and resolving as RFC 3986 says (appendix B, section 5.2), with the leniency of browsers in characters.
///
/// Not Boost.URL, whose first release (1.81, Debian 12's) takes "http://host:word/" for a host and a path "word/", and
/// stops the process by an assertion when it resolves "ftp:#".
#include "url.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <format>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace asyncio::native {
namespace {

/// The parts of an address or of a relative reference; an absent part is not the same as an empty one.
struct Reference {
  std::optional<std::string> scheme;
  std::optional<std::string> authority;
  std::string path;
  std::optional<std::string> query;
};

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; });
  return lower;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::string encode_forbidden(std::string_view text) {
  constexpr std::string_view forbidden = "\"<>\\^`{|}";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || forbidden.contains(c)) {
      encoded += std::format("%{:02X}", byte);
    } else {
      encoded += c;
    }
  }
  return encoded;
}

/// Takes everything before the first of `ends` off the front of `text`.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const std::string_view taken = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(taken.size());
  return taken;
}

std::optional<std::string> take_scheme(std::string_view& text) {
  const std::size_t size = text.substr(0, text.find_first_of("/?#")).find(':');
  if (size == std::string_view::npos || size == 0 || !is_alpha(text[0])) return std::nullopt;
  const std::string_view scheme = text.substr(0, size);
  const bool valid = std::ranges::all_of(
      scheme, [](char c) { return is_alpha(c) || is_digit(c) || std::string_view("+-.").contains(c); });
  if (!valid) return std::nullopt;
  text.remove_prefix(size + 1);
  return ascii_lower(scheme);
}

Reference split(std::string_view text) {
  const std::string encoded = encode_forbidden(trimmed(text));
  std::string_view rest = encoded;
  Reference parts;
  parts.scheme = take_scheme(rest);
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    parts.authority = take_until(rest, "/?#");
  }
  parts.path = take_until(rest, "?#");
  if (rest.starts_with('?')) parts.query = take_until(rest, "#").substr(1);
  return parts;
}

/// RFC 3986, section 5.2.4; the result of an empty path is "/".
std::string remove_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  bool ends_in_directory = true;
  while (!path.empty()) {
    if (path.starts_with('/')) path.remove_prefix(1);
    const std::string_view segment = take_until(path, "/");
    ends_in_directory = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!ends_in_directory) kept.push_back(segment);
  }
  std::string result;
  for (const std::string_view segment : kept) result.append("/").append(segment);
  // "." and ".." name directories; after them nothing but the slash is left of the last segment.
  return ends_in_directory ? result + "/" : result;
}

std::string merge_paths(const Reference& base, std::string_view relative) {
  return base.path.substr(0, base.path.rfind('/') + 1).append(relative);
}

/// RFC 3986, section 5.2.2.
Reference resolve(Reference reference, const Reference& base) {
  if (reference.scheme) return reference;
  reference.scheme = base.scheme;
  if (reference.authority) return reference;
  reference.authority = base.authority;
  if (reference.path.empty()) {
    reference.path = base.path;
    if (!reference.query) reference.query = base.query;
  } else if (!reference.path.starts_with('/')) {
    reference.path = merge_paths(base, reference.path);
  }
  return reference;
}

/// The number of a port as text without leading zeros; empty if it is none.
std::string port_text(std::string_view text) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool valid = error == std::errc() && end == text.data() + text.size() && number != 0;
  return valid ? std::to_string(number) : "";
}

bool is_ipv6(const std::string& text) {
  in6_addr ignored{};
  return inet_pton(AF_INET6, text.c_str(), &ignored) == 1;
}

bool is_host_name(std::string_view host) {
  return std::ranges::all_of(host,
                             [](char c) { return is_alpha(c) || is_digit(c) || std::string_view("-._~").contains(c); });
}

/// Reads `authority` into `url`. Returns what is wrong with it, or nothing.
std::string_view read_authority(HttpUrl& url, std::string_view authority) {
  if (authority.contains('@')) return "the address must not hold a user name or password";
  const bool bracketed = authority.starts_with('[');
  std::string_view rest = authority;
  std::string_view host = take_until(rest, bracketed ? "]" : ":");
  if (bracketed) {
    host.remove_prefix(1);
    if (rest.empty() || !is_ipv6(std::string(host))) return "the address in brackets is not valid";
    rest.remove_prefix(1);
  }
  if (host.empty()) return "the address names no host";
  if (host.contains('%')) return "the name of the host must be in ASCII";
  if (!bracketed && !is_host_name(host)) return "the name of the host is not valid";
  url.host = ascii_lower(host);
  url.authority = bracketed ? "[" + url.host + "]" : url.host;
  const std::string usual_port = url.secure ? "443" : "80";
  url.port = rest.empty() || rest == ":" ? usual_port : port_text(rest.substr(1));
  if (url.port.empty() || (!rest.empty() && rest[0] != ':')) return "the port is not valid";
  if (url.port != usual_port) url.authority += ":" + url.port;
  return {};
}

std::unexpected<std::string> failure(std::string_view reference, std::string_view reason) {
  return std::unexpected(std::format("could not fetch \"{}\": {}", reference.substr(0, 200), reason));
}

bool is_web(const std::optional<std::string>& scheme) { return scheme == "http" || scheme == "https"; }

}  // namespace

std::expected<HttpUrl, std::string> parse_http_url(std::string_view reference, std::string_view base) {
  Reference parts = split(reference);
  if (!parts.scheme) {
    if (base.empty()) {
      return failure(reference,
                     "the address is relative and ASYNCIO_BASE_URL, to which it would be relative, is not set");
    }
    const Reference base_parts = split(base);
    if (!is_web(base_parts.scheme))
      return failure(reference, std::format("the base address \"{}\" is not valid", base));
    parts = resolve(std::move(parts), base_parts);
  }
  if (!is_web(parts.scheme)) return failure(reference, "only http: and https: addresses can be fetched");
  HttpUrl url;
  url.secure = parts.scheme == "https";
  if (const auto wrong = read_authority(url, parts.authority.value_or("")); !wrong.empty()) {
    return failure(reference, wrong);
  }
  url.target = remove_dot_segments(parts.path);
  if (parts.query) url.target += "?" + *parts.query;
  url.text = *parts.scheme + "://" + url.authority + url.target;
  return url;
}

}  // namespace asyncio::native
