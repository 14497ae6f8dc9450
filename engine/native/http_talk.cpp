#include "http_talk.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <cstdint>
#include <format>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace asyncio::native {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::uint64_t largest_body = 256ULL * 1024 * 1024;
constexpr std::uint32_t largest_header = 64U * 1024;
constexpr std::size_t read_size = 64UL * 1024;

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; });
  return lower;
}

bool is_header_name(std::string_view name) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";  // RFC 9110, section 5.6.2: token
  return !name.empty() && std::ranges::all_of(name, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.contains(c);
  });
}

bool is_header_value(std::string_view value) {
  return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

/// Headers that say how the message is sent, which is for this file to know; browsers refuse them too.
bool is_ours(std::string_view lower_name) {
  constexpr std::array<std::string_view, 7> ours = {"connection", "content-length",    "expect", "host",
                                                    "te",         "transfer-encoding", "upgrade"};
  return std::ranges::contains(ours, lower_name);
}

/// The bytes of a request. Beast's serializer would do it too, at ten times this file's compile time.
std::string request_text(const HttpUrl& url, const core::HttpRequest& request) {
  if (!is_header_name(request.method) || request.method == "CONNECT") {
    throw HttpFailure(std::format("\"{}\" is not a method that can be used", request.method));
  }
  std::string text =
      std::format("{} {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", request.method, url.target, url.authority);
  bool has_user_agent = false;
  bool has_accept = false;
  for (const auto& [name, value] : request.headers) {
    if (!is_header_name(name) || !is_header_value(value)) {
      throw HttpFailure(std::format("\"{}\" is not a valid name for a header or has no valid value", name));
    }
    const std::string lower = ascii_lower(name);
    if (is_ours(lower)) continue;
    has_user_agent |= lower == "user-agent";
    has_accept |= lower == "accept";
    text += std::format("{}: {}\r\n", name, value);
  }
  if (!has_user_agent) text += "User-Agent: asyncio\r\n";
  if (!has_accept) text += "Accept: */*\r\n";
  // RFC 9110, section 8.6: a method that gives its body a meaning says that it is empty.
  const bool expects_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (expects_body || !request.body.empty()) text += std::format("Content-Length: {}\r\n", request.body.size());
  return text + "\r\n" + request.body;
}

HttpFailure read_failure(const HttpUrl& url, const error_code& error) {
  if (error == http::error::end_of_stream) {
    return HttpFailure(std::format("{} closed the connection without an answer", server_of(url)));
  }
  if (error == http::error::partial_message || error == asio::ssl::error::stream_truncated) {
    return HttpFailure(std::format("{} closed the connection in the middle of its answer", server_of(url)));
  }
  if (error == http::error::body_limit) {
    return HttpFailure(std::format("the answer of {} is larger than {} MB", server_of(url), largest_body >> 20U));
  }
  if (error.category() == make_error_code(http::error::bad_version).category()) {
    return HttpFailure(std::format("the answer of {} is not valid HTTP: {}", server_of(url), reason(error)));
  }
  return HttpFailure(std::format("could not read the answer of {}: {}", server_of(url), reason(error)));
}

core::HttpResult make_result(const HttpUrl& url, http::response<http::string_body>&& response) {
  core::HttpResult result;
  result.status = static_cast<int>(response.result_int());
  result.status_text = response.reason();
  result.url = url.text;
  for (const auto& field : response) result.headers.emplace_back(ascii_lower(field.name_string()), field.value());
  result.body = std::move(response.body());
  return result;
}

using Parser = http::response_parser<http::string_body>;

/// Reads one answer; `received` holds bytes that came but were not used, before and after.
asio::awaitable<void> read_answer(Connection& connection, Parser& parser, std::string& received, error_code& error) {
  parser.eager(true);
  while (true) {
    if (!received.empty()) {
      received.erase(0, parser.put(asio::buffer(received), error));
      if (error == http::error::need_more) error = {};
    }
    if (error || parser.is_done()) co_return;
    const std::size_t kept = received.size();
    received.resize(kept + read_size);
    const std::size_t size = co_await connection.read_some(std::span(received).subspan(kept), error);
    received.resize(kept + size);
    if (error == asio::error::eof) {
      error = parser.got_some() ? error_code() : make_error_code(http::error::end_of_stream);
      if (!error) parser.put_eof(error);
      co_return;
    }
    if (error) co_return;
  }
}

}  // namespace

std::string reason(const error_code& error) {
  std::string text = error.message();
  // "Connection refused" but not "SSL routines".
  if (text.size() > 1 && (text[1] >= 'a' && text[1] <= 'z')) text[0] = ascii_lower(text.substr(0, 1))[0];
  return text;
}

std::string server_of(const HttpUrl& url) { return std::format("{} port {}", url.host, url.port); }

asio::awaitable<core::HttpResult> talk(Connection& connection, const HttpUrl& url, const core::HttpRequest& request) {
  // A server may answer and close before it has read everything: then its answer is worth more than this error.
  error_code write_error;
  co_await connection.write(request_text(url, request), write_error);
  std::string received;
  while (true) {
    Parser parser;
    parser.header_limit(largest_header);
    parser.body_limit(largest_body);
    parser.skip(request.method == "HEAD");
    error_code error;
    co_await read_answer(connection, parser, received, error);
    if (error && write_error) {
      throw HttpFailure(std::format("could not send the request to {}: {}", server_of(url), reason(write_error)));
    }
    if (error) throw read_failure(url, error);
    // RFC 9110, section 15.2: any number of interim answers may come before the one that counts.
    if (parser.get().result_int() >= 200) co_return make_result(url, parser.release());
  }
}

}  // namespace asyncio::native
