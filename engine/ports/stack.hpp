/// @file
/// PORT: memory for stacks. `engine/native` maps it with a guard page; an adapter that has no guard pages gives a red zone, at which
/// the loop looks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace asyncio::core {

inline constexpr std::uint32_t red_zone_word = 0x5afe57acU;

/// Memory in which a stack grows down from `top`.
struct Stack {
  /// One past the highest usable byte, aligned as the platform's stacks are.
  std::byte* top = nullptr;
  /// Usable bytes below `top`.
  std::size_t size = 0;
  /// Below the usable bytes; holds `red_zone_word`s as long as the stack has not overflowed. Empty where a guard page serves.
  std::span<const std::uint32_t> red_zone;

  /// Asked at each switch, so it reads a single word, as that memory is seldom in the cache: the word that an overflow reaches first.
  [[nodiscard]] bool edge_intact() const noexcept { return red_zone.empty() || red_zone.back() == red_zone_word; }
  /// For the end of a task.
  [[nodiscard]] bool intact() const noexcept {
    for (const auto word : red_zone) {
      if (word != red_zone_word) return false;
    }
    return true;
  }
};

/// A stack of at least `size` bytes. Throws std::bad_alloc.
[[nodiscard]] Stack allocate_stack(std::size_t size);
void free_stack(const Stack& stack) noexcept;

/// Bytes that a stack has where a program asks for nothing else.
[[nodiscard]] std::size_t default_stack_size() noexcept;

/// How many stacks may exist at once: what the platform is known to carry.
[[nodiscard]] std::size_t max_stacks() noexcept;

/// Ends the program with a message: the red zone of a stack on which `task` ran was found overwritten, so nothing in memory can be
/// trusted.
[[noreturn]] void stack_overflowed(std::string_view task) noexcept;

// What an adapter that reports an overflow asks the core. Nothing of it allocates memory.

/// The stack that runs. That of a thread's own has size 0.
[[nodiscard]] const Stack& running_stack() noexcept;

/// Bytes that the tasks of this thread get from now on.
[[nodiscard]] std::size_t wanted_stack_size() noexcept;

inline constexpr std::size_t task_name_room = 32;

/// The name of the task that runs, empty outside every task. One that was not given by the program is written into `room`.
[[nodiscard]] std::string_view running_task(std::span<char, task_name_room> room) noexcept;

}  // namespace asyncio::core
