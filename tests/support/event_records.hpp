/// @file
/// Going through the records of an event log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ports/event_records.hpp"

namespace asyncio::testing {

inline core::EventKind kind_of(std::uint32_t first_word) noexcept {
  return static_cast<core::EventKind>(first_word & 0x3fU);
}

/// How many words the record at this place has.
inline std::size_t record_length(const std::vector<std::uint32_t>& words, std::size_t at) noexcept {
  constexpr std::size_t lengths[] = {0, 3, 0, 6, 5, 3, 2, 2, 6, 3, 2, 4, 4, 2,
                                     3, 2, 2, 3, 4, 3, 3, 3, 1, 2, 2, 1, 2, 1};
  const core::EventKind kind = kind_of(words[at]);
  return kind == core::EventKind::string ? 3 + (words[at + 2] + 3) / 4 : lengths[static_cast<std::size_t>(kind)];
}

/// The log without texts that name a Task-1, Task-2 and so on, which are counted for the whole process.
inline std::vector<std::uint32_t> without_counted_names(const std::vector<std::uint32_t>& words) {
  std::vector<std::uint32_t> rest;
  for (std::size_t at = 0; at < words.size(); at += record_length(words, at)) {
    const auto* const first = &words[at];
    const std::size_t length = record_length(words, at);
    const bool is_text = kind_of(*first) == core::EventKind::string;
    const std::string_view text(reinterpret_cast<const char*>(first + 3), is_text ? words[at + 2] : 0);
    if (!text.contains("Task-")) rest.insert(rest.end(), first, first + length);
  }
  return rest;
}

}  // namespace asyncio::testing
