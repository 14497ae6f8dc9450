/// @file
/// Any text as a format string that is only known when the program runs: text comes out, or std::format_error.
#include <asyncio.hpp>
#include <cctype>
#include <cstdint>
#include <format>
#include <string_view>
#include <vector>

namespace {

/// A width of a million is answered with a million blanks, which would be all that this test does.
bool has_long_number(std::string_view text) {
  int digits = 0;
  for (const char c : text) {
    digits = std::isdigit(static_cast<unsigned char>(c)) != 0 ? digits + 1 : 0;
    if (digits > 4) return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (has_long_number(text)) return 0;
  const std::vector<int> numbers = {1, 2, 3};
  try {
    static_cast<void>(asyncio::format(asyncio::runtime_format(text), 42, -1.5, "text", true, 'c', numbers));
  } catch (const std::format_error&) {  // what a wrong format string is answered with
  }
  return 0;
}
