/// @file
/// Going through the records of an event log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ports/event_records.hpp"
#include "ports/step_order.hpp"

namespace asyncio::testing {

inline core::EventKind kind_of(std::uint32_t first_word) noexcept {
  return static_cast<core::EventKind>(first_word & 0x3fU);
}

/// How many words the record at this place has.
inline std::size_t record_length(const std::vector<std::uint32_t>& words, std::size_t at) noexcept {
  constexpr std::size_t lengths[] = {0, 3, 0, 6, 5, 3, 2, 2, 6, 3, 2, 4, 4, 2, 3,
                                     2, 2, 3, 4, 3, 3, 3, 1, 2, 2, 1, 2, 1, 1};
  const core::EventKind kind = kind_of(words[at]);
  return kind == core::EventKind::string ? 3 + (words[at + 2] + 3) / 4 : lengths[static_cast<std::size_t>(kind)];
}

/// The task of a step, timed or not; 0 for a callback's step and for every other record.
inline std::uint32_t task_of_step(const std::vector<std::uint32_t>& words, std::size_t at) noexcept {
  switch (kind_of(words[at])) {
    case core::EventKind::step:
      return words[at + 1];
    case core::EventKind::untimed_step:
      return words[at] >> 8U;
    default:
      return 0;
  }
}

/// The tasks of all steps in their order, counted ones too; 0 for a callback's. Before the first step of each iteration stands its number, negative.
inline std::vector<std::int64_t> steps_of(const std::vector<std::uint32_t>& words) {
  std::vector<std::int64_t> steps;
  std::int64_t turns = 0;
  core::StepOrder order;
  const auto begin_turn = [&] {
    order.turn();
    steps.push_back(-++turns);
  };
  const auto step = [&](std::uint32_t task) {
    order.step(task);
    steps.push_back(task);
  };
  for (std::size_t at = 0; at < words.size(); at += record_length(words, at)) {
    const core::EventKind kind = kind_of(words[at]);
    const bool is_step = kind == core::EventKind::step || kind == core::EventKind::untimed_step;
    const std::uint32_t task = task_of_step(words, at);
    if (kind == core::EventKind::turn) begin_turn();
    if (!core::keeps_order(kind) || (is_step && task == 0)) order.lose();
    if (is_step) {
      if (task != 0 && order.turn_is_over()) begin_turn();
      step(task);
    }
    if (kind != core::EventKind::steps) continue;
    for (std::uint32_t i = 0; i != words[at] >> 8U; ++i) {
      if (order.turn_is_over()) begin_turn();
      step(order.next());
    }
  }
  return steps;
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
