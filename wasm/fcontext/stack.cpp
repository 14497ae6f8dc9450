/// @file
/// Adapter of engine/ports/stack.hpp: stacks are blocks of linear memory. There are no guard pages: an overflow would write into
/// whatever lies below. The functions of a program look for that as they begin; for libraries, which do not, there is a red zone, which
/// shows it at the next switch.
#include <array>
#include <cstdlib>
#include <new>
#include <string>

#include "../../engine/ports/stack.hpp"
#include "../abi/imports.hpp"
#include "stack_limit.hpp"

// From Emscripten's compiler-rt.
extern "C" std::uintptr_t emscripten_stack_get_current();

// The program's first stack lies lowest in memory (--stack-first).
std::uintptr_t tulip_stack_limit = tulip_stack_reserve;

/// What the C stack that runs has not used, for a host that keeps the engine's stack there meanwhile (asyncify.ts): the address of a
/// first word, where that is to begin, and of a second, where it must end. Source: the data structure of binaryen's pass Asyncify.
extern "C" [[clang::export_name("unused_stack")]] std::uintptr_t* tulip_unused_stack() {
  auto* const words = reinterpret_cast<std::uintptr_t*>(tulip_stack_limit);
  words[0] = reinterpret_cast<std::uintptr_t>(words + 2);
  words[1] = emscripten_stack_get_current();
  return words;
}

/// Called by each function of a program when its frame stands. Source: clang's -finstrument-function-entry-bare.
extern "C" void __cyg_profile_func_enter_bare() {
  std::uintptr_t pointer = 0;
  asm(".globaltype __stack_pointer, i32\n"
      "global.get __stack_pointer\n"
      "local.set %0"
      : "=r"(pointer));
  // A frame larger than all that lies below it wraps around.
  if (pointer >= tulip_stack_limit && pointer < UINTPTR_MAX / 2) [[likely]]
    return;
  tulip_stack_limit = 0;
  std::array<char, asyncio::core::task_name_room> room{};
  const std::string_view task = asyncio::core::running_task(room);
  asyncio::core::stack_overflowed(task.empty() ? "main()" : task);
}

namespace asyncio::core {
namespace {

// Only what has an address lies here; calls and other locals are on the engine's own stack. Twenty times what printing a
// double takes.
constexpr std::size_t usual_size = 64 * 1024;
constexpr std::size_t red_zone_words = 16;
constexpr std::size_t alignment = 16;

}  // namespace

Stack allocate_stack(std::size_t size) {
  constexpr std::size_t red_zone_size = red_zone_words * sizeof(std::uint32_t);
  size = (size + alignment - 1) / alignment * alignment;
  void* const memory = std::aligned_alloc(alignment, size + red_zone_size);
  if (memory == nullptr) throw std::bad_alloc();
  auto* const words = static_cast<std::uint32_t*>(memory);
  for (std::size_t i = 0; i != red_zone_words; ++i) words[i] = red_zone_word;
  return {static_cast<std::byte*>(memory) + red_zone_size + size, size, {words, red_zone_words}};
}

void free_stack(const Stack& stack) noexcept { std::free(const_cast<std::uint32_t*>(stack.red_zone.data())); }

std::size_t default_stack_size() noexcept { return usual_size; }

// These take three quarters of the 1 GB that a program may have, and leave it the rest. Chromium carries 20,000 suspended stacks; 30,000
// brought its garbage collector to a standstill.
std::size_t max_stacks() noexcept { return 12'000; }

void stack_overflowed(std::string_view task) noexcept {
  const std::string message = "stack overflow in " + std::string(task) +
                              ": calls nested too deeply, or arrays too large to be local variables. A task has " +
                              std::to_string(wanted_stack_size() / 1024) +
                              " KB for these, unless asyncio::stack_size() asks for more; main() has 1024 KB.";
  constexpr std::string_view reason = "stack";
  tulip_fail(reason.data(), reason.size(), message.data(), message.size(), nullptr);
}

}  // namespace asyncio::core
