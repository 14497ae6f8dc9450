#include "trace_text.hpp"

#include <algorithm>
#include <charconv>
#include <format>
#include <utility>

namespace asyncio::native {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += std::format("\\u{:04x}", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  return out;
}

void TraceText::begin() {
  if (room() < room_for_fixed_parts) flush();
  if (!std::exchange(first_, false)) put(",\n");
}

void TraceText::flush() noexcept {
  if (file_ != nullptr) std::fwrite(buffer_.get(), 1, capacity - room(), file_);
  next_ = buffer_.get();
}

void TraceText::put_text(std::string_view text) noexcept {
  if (room() < text.size() + room_for_fixed_parts) flush();
  text = text.substr(0, capacity - room_for_fixed_parts);
  next_ = std::ranges::copy(text, next_).out;
}

void TraceText::put_number(std::uint64_t number) noexcept { next_ = std::to_chars(next_, end_, number).ptr; }

void TraceText::put_time(std::int64_t nanoseconds) noexcept {
  if (nanoseconds < 0) put("-");
  const auto absolute = static_cast<std::uint64_t>(nanoseconds < 0 ? -nanoseconds : nanoseconds);
  put_number(absolute / 1000);
  const auto rest = static_cast<unsigned>(absolute % 1000);
  *next_++ = '.';
  for (const unsigned place : {100U, 10U, 1U}) *next_++ = static_cast<char>('0' + rest / place % 10);
}

}  // namespace asyncio::native
