/// @file
/// The local variables of a checked program that have an address. Each call of a function takes a frame for them from here, whatever stack
/// it runs on, and leaves it refused when it returns; so what a task refers to of a function that has returned is told, as fibers need not be
/// known here. A frame is used again as late as may be. Source: LLVM's AddressSanitizer.cpp, "fake stack".
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "../fcontext/stack_limit.hpp"
#include "fake_stack.hpp"
#include "report.hpp"
#include "shadow.hpp"

extern "C" {
// From Emscripten's dlmalloc and compiler-rt.
void* emscripten_builtin_memalign(std::size_t alignment, std::size_t size);
std::uintptr_t emscripten_stack_get_current();
}

namespace asyncio::check {
namespace {

constexpr std::size_t sizes = 11;
constexpr std::size_t smallest = 64;
/// Of frames altogether. When this is used up, locals are on the stack itself, and what is used of them too late is not told.
constexpr std::size_t most_bytes = 128 * 1024 * 1024;
/// How many are looked at before there must be more.
constexpr std::size_t most_looks = 64;

/// Of a frame: on which stack, and how deep, the function runs that took it; no stack where it is free.
struct Use {
  std::uintptr_t stack;
  std::uintptr_t pointer;
  /// clang's code clears it where a function is left: also between two clean-ups of one that an exception passes, or catches in the end. So it says nothing.
  std::uint8_t mark;
};

/// Frames of one size, and behind them the use of each.
struct Frames {
  std::uintptr_t begin;
  std::size_t frame_size;
  std::size_t count;
  std::size_t next;
  Frames* older;

  [[nodiscard]] std::uintptr_t frame(std::size_t at) const noexcept { return begin + at * frame_size; }
  [[nodiscard]] Use& use(std::size_t at) const noexcept { return reinterpret_cast<Use*>(frame(count))[at]; }
};

constinit std::array<Frames*, sizes> newest{};
constinit std::size_t bytes = 0;

/// Where clang's code finds the mark of a frame.
std::uint8_t*& mark_of(std::uintptr_t frame, std::size_t size) noexcept {
  return *reinterpret_cast<std::uint8_t**>(frame + size - sizeof(void*));
}

Frames* more(std::size_t index) noexcept {
  const std::size_t size = smallest << index;
  const Frames* const last = newest[index];
  const std::size_t count = last == nullptr ? (size < 4096 ? 256 : 16) : 2 * last->count;
  const std::size_t whole = count * (size + sizeof(Use)) + sizeof(Frames);
  if (bytes + whole > most_bytes) return nullptr;
  auto* const memory = static_cast<std::byte*>(emscripten_builtin_memalign(smallest, whole));
  if (memory == nullptr) return nullptr;
  bytes += whole;
  const auto begin = reinterpret_cast<std::uintptr_t>(memory);
  auto* const frames = reinterpret_cast<Frames*>(memory + whole - sizeof(Frames));
  *frames = {begin, size, count, 0, newest[index]};
  for (std::size_t at = 0; at != count; ++at) frames->use(at) = {};
  return newest[index] = frames;
}

/// Whether nobody uses a frame: an exception may have passed its function without a word, which shows when less of that stack is used than then.
bool is_free(const Use& use, std::uintptr_t pointer) noexcept {
  return use.stack == 0 || (use.stack == tulip_stack_limit && use.pointer < pointer);
}

std::uintptr_t take_from(Frames& frames, std::uintptr_t pointer, std::size_t looks) noexcept {
  for (std::size_t look = 0; look != looks && look != frames.count; ++look) {
    const std::size_t at = frames.next;
    frames.next = at + 1 == frames.count ? 0 : at + 1;
    Use& use = frames.use(at);
    if (!is_free(use, pointer)) continue;
    use = {tulip_stack_limit, pointer, 1};
    const std::uintptr_t frame = frames.frame(at);
    allow(frame, frames.frame_size);
    mark_of(frame, frames.frame_size) = &use.mark;
    return frame;
  }
  return 0;
}

/// 0 where there are none: the function then uses the stack itself. Not inlined, so that it always runs equally deep below whoever takes a frame.
[[gnu::noinline]] std::uintptr_t take(std::size_t index) noexcept {
  const std::uintptr_t pointer = emscripten_stack_get_current();
  if (newest[index] != nullptr) {
    if (const std::uintptr_t frame = take_from(*newest[index], pointer, most_looks)) return frame;
  }
  if (Frames* const frames = more(index)) return take_from(*frames, pointer, most_looks);
  for (Frames* frames = newest[index]; frames != nullptr; frames = frames->older) {
    if (const std::uintptr_t frame = take_from(*frames, pointer, frames->count)) return frame;
  }
  return 0;
}

/// The frame that an address lies in; 0 if none.
std::uintptr_t frame_of(std::uintptr_t address) noexcept {
  for (const Frames* frames : newest) {
    for (; frames != nullptr; frames = frames->older) {
      if (address < frames->begin || address >= frames->frame(frames->count)) continue;
      return frames->frame((address - frames->begin) / frames->frame_size);
    }
  }
  return 0;
}

/// "COUNT", and for each variable "OFFSET SIZE LENGTH NAME", NAME perhaps with ":LINE" at its end.
Local nearest_in(const char* description, std::uintptr_t offset) noexcept {
  char* at = nullptr;
  Local nearest;
  std::uintptr_t least = UINTPTR_MAX;
  for (unsigned long count = std::strtoul(description, &at, 10); count != 0; --count) {
    const std::uintptr_t begin = std::strtoul(at, &at, 10);
    const std::uintptr_t end = begin + std::strtoul(at, &at, 10);
    const std::size_t length = std::strtoul(at, &at, 10);
    std::string_view name(at + 1, length);
    at += 1 + length;
    const std::uintptr_t distance = offset < begin ? begin - offset : offset < end ? 0 : offset - end + 1;
    if (distance >= least) continue;
    least = distance;
    nearest.name = name.substr(0, name.find(':'));
  }
  return nearest;
}

}  // namespace

void leave_frame(std::uintptr_t frame, std::size_t size) noexcept {
  // While an exception is under way its function may go on, to another clean-up or to a handler.
  if (std::uncaught_exceptions() != 0) return;
  auto* const use = reinterpret_cast<Use*>(mark_of(frame, size) - offsetof(Use, mark));
  poison(frame, size, after_return);
  use->stack = 0;
}

bool find_local(std::uintptr_t address, Local& local) noexcept {
  const std::uintptr_t frame = frame_of(address);
  if (frame == 0) return false;
  // clang's code writes a mark, the description and the function, in this order.
  local = nearest_in(*reinterpret_cast<const char**>(frame + sizeof(void*)), address - frame);
  return true;
}

}  // namespace asyncio::check

#define TULIP_FRAMES(index)                                                                                         \
  extern "C" std::uintptr_t __asan_stack_malloc_always_##index(std::size_t) { return asyncio::check::take(index); } \
  extern "C" void __asan_stack_free_##index(std::uintptr_t frame, std::size_t) {                                    \
    asyncio::check::leave_frame(frame, std::size_t{64} << index);                                                   \
  }

TULIP_FRAMES(0)
TULIP_FRAMES(1)
TULIP_FRAMES(2)
TULIP_FRAMES(3)
TULIP_FRAMES(4)
TULIP_FRAMES(5)
TULIP_FRAMES(6)
TULIP_FRAMES(7)
TULIP_FRAMES(8)
TULIP_FRAMES(9)
TULIP_FRAMES(10)
