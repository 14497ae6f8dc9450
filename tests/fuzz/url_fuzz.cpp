/// @file
/// Any text as an address: the second line, if there is one, is what the first is relative to. What is read must stay the same when it is
/// read again, and must not hold what would end a line of the request.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "native/url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t end = text.find('\n');
  const auto base = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  const auto url = asyncio::native::parse_http_url(text.substr(0, end), base);
  if (!url) {
    if (url.error().empty()) std::abort();
    return 0;
  }
  for (const std::string* part : {&url->target, &url->authority, &url->text}) {
    for (const char c : *part) {
      if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f) std::abort();
    }
  }
  if (url->host.empty() || url->port.empty() || !url->target.starts_with('/')) std::abort();
  const auto again = asyncio::native::parse_http_url(url->text, "");
  if (!again || again->text != url->text || !again->same_origin(*url) || again->target != url->target) std::abort();
  return 0;
}
