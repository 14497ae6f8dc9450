/// @file
/// Adapter of ports/output.hpp. Observers hear of what `asyncio::print` writes, and not of `std::cout` and `printf`, which go their own ways.
#include "../ports/output.hpp"

#include <cstdio>

void asyncio::core::print(StandardStream stream, std::string_view text) {
  std::FILE* const file = stream == StandardStream::output ? stdout : stderr;
  tell_printed(stream, text);
  std::fwrite(text.data(), 1, text.size(), file);
  std::fflush(file);
}
