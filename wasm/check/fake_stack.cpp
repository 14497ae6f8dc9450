/// @file
/// The local variables of a checked program that have an address. Each call of a function takes a frame for them from here, whatever stack
/// it runs on, and leaves it refused when it returns; so what a task refers to of a function that has returned is told, as fibers need not be
/// known here. A frame is used again as late as may be. Source: LLVM's AddressSanitizer.cpp, "fake stack".
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "report.hpp"
#include "shadow.hpp"

extern "C" void* emscripten_builtin_memalign(std::size_t alignment, std::size_t size);

namespace asyncio::check {
namespace {

constexpr std::size_t sizes = 11;
constexpr std::size_t smallest = 64;
/// Of frames altogether. An exception that passes a function leaves its frame taken; when this is used up, locals are on the stack itself and are not checked
/// after it.
constexpr std::size_t most_bytes = 128 * 1024 * 1024;
/// How many are looked at before there must be more.
constexpr std::size_t most_looks = 64;

/// Frames of one size, and behind them a byte for each: whether it is taken. clang's code clears that byte when a function returns.
struct Frames {
  std::uintptr_t begin;
  std::size_t frame_size;
  std::size_t count;
  std::size_t next;
  Frames* older;

  [[nodiscard]] std::uintptr_t frame(std::size_t at) const noexcept { return begin + at * frame_size; }
  [[nodiscard]] std::uint8_t* taken(std::size_t at) const noexcept {
    return reinterpret_cast<std::uint8_t*>(begin + count * frame_size + at);
  }
};

constinit std::array<Frames*, sizes> newest{};
constinit std::size_t bytes = 0;

Frames* more(std::size_t index) noexcept {
  const std::size_t size = smallest << index;
  const Frames* const last = newest[index];
  const std::size_t count = last == nullptr ? (size < 4096 ? 256 : 16) : 2 * last->count;
  const std::size_t whole = sizeof(Frames) + round_up(count * (size + 1), granule);
  if (bytes + whole > most_bytes) return nullptr;
  auto* const memory = static_cast<std::byte*>(emscripten_builtin_memalign(smallest, whole));
  if (memory == nullptr) return nullptr;
  bytes += whole;
  const auto begin = reinterpret_cast<std::uintptr_t>(memory);
  auto* const frames = reinterpret_cast<Frames*>(memory + whole - sizeof(Frames));
  *frames = {begin, size, count, 0, newest[index]};
  for (std::size_t at = 0; at != count; ++at) *frames->taken(at) = 0;
  return newest[index] = frames;
}

std::uintptr_t take_from(Frames& frames, std::size_t looks) noexcept {
  for (std::size_t look = 0; look != looks && look != frames.count; ++look) {
    const std::size_t at = frames.next;
    frames.next = at + 1 == frames.count ? 0 : at + 1;
    std::uint8_t* const taken = frames.taken(at);
    if (*taken != 0) continue;
    *taken = 1;
    const std::uintptr_t frame = frames.frame(at);
    allow(frame, frames.frame_size);
    // Where clang's code finds the byte.
    *reinterpret_cast<std::uint8_t**>(frame + frames.frame_size - sizeof(void*)) = taken;
    return frame;
  }
  return 0;
}

/// 0 where there are none: the function then uses the stack itself.
std::uintptr_t take(std::size_t index) noexcept {
  if (newest[index] != nullptr) {
    if (const std::uintptr_t frame = take_from(*newest[index], most_looks)) return frame;
  }
  if (Frames* const frames = more(index)) return take_from(*frames, most_looks);
  for (Frames* frames = newest[index]; frames != nullptr; frames = frames->older) {
    if (const std::uintptr_t frame = take_from(*frames, frames->count)) return frame;
  }
  return 0;
}

void give_back(std::uintptr_t frame, std::size_t index) noexcept {
  const std::size_t size = smallest << index;
  std::uint8_t* const taken = *reinterpret_cast<std::uint8_t**>(frame + size - sizeof(void*));
  poison(frame, size, after_return);
  *taken = 0;
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
    asyncio::check::give_back(frame, index);                                                                        \
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
