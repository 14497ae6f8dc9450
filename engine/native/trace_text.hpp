/// @file
/// The text of a trace file on its way to the file. A trace has millions of events, and whoever asked for it waits while they are written:
/// so numbers and texts are appended to one buffer, without a string for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace asyncio::native {

/// What stands between the quotes of a string in JSON.
std::string escaped(std::string_view text);

class TraceText {
 public:
  TraceText() = default;
  TraceText(const TraceText&) = delete;
  TraceText& operator=(const TraceText&) = delete;

  /// What is written goes to `file` from now on; nowhere where that is null.
  void goes_to(std::FILE* file) noexcept { file_ = file; }
  [[nodiscard]] bool goes_nowhere() const noexcept { return file_ == nullptr; }
  /// Begins the next event.
  void begin();
  void flush() noexcept;

  /// A literal: of these and of numbers an event has less than `room_for_fixed_parts`.
  template <std::size_t N>
  void put(const char (&text)[N]) noexcept {
    std::memcpy(next_, text, N - 1);
    next_ += N - 1;
  }
  /// Any text; what does not fit into the buffer, which is far longer than what an event log says, is cut.
  void put_text(std::string_view text) noexcept;
  void put_number(std::uint64_t number) noexcept;
  /// In the format's microseconds.
  void put_time(std::int64_t nanoseconds) noexcept;

 private:
  static constexpr std::size_t capacity = std::size_t{64} << 10U;
  static constexpr std::size_t room_for_fixed_parts = 512;

  [[nodiscard]] std::size_t room() const noexcept { return static_cast<std::size_t>(end_ - next_); }

  std::FILE* file_ = nullptr;
  bool first_ = true;
  std::unique_ptr<char[]> buffer_ = std::make_unique<char[]>(capacity);
  char* next_ = buffer_.get();
  char* const end_ = buffer_.get() + capacity;
};

}  // namespace asyncio::native
