/// @file
/// Adapter of ports/stack.hpp: stacks are mapped, each above pages that may not be touched, so that an overflow stops the
/// process at the instruction that does it (overflow.hpp says whose it was). Memory is used only as far as a stack grows.
#include "../ports/stack.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "../core/sanitizer.hpp"
#include "overflow.hpp"

namespace asyncio::core {
namespace {

#if defined(ASYNCIO_ADDRESS_SANITIZER)
// Instrumented frames are several times as large.
constexpr std::size_t usual_size = 1024 * 1024;
#else
constexpr std::size_t usual_size = 256 * 1024;
#endif

#if defined(ASYNCIO_THREAD_SANITIZER)
// The sanitizer takes each for a thread, and carries 8,128.
constexpr std::size_t most_stacks = 6'000;
#else
// Linux allows a process 65,530 mappings, and a guarded stack takes two.
constexpr std::size_t most_stacks = 30'000;
#endif

// More than a page, as a frame with large arrays might step over one; it takes addresses, but no memory.
constexpr std::size_t guard_size_wanted = 64 * 1024;

std::size_t page_size() noexcept {
  static const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

std::size_t to_pages(std::size_t size) noexcept { return (size + page_size() - 1) / page_size() * page_size(); }

std::size_t guard_size() noexcept { return to_pages(guard_size_wanted); }

/// Where tops lie below the end of their mapping, from 0 to three quarters of a page, each at another place than those before it. Ends
/// of mappings are alike in the bits of an address by which a cache finds a line: stacks that began there, each of which is used most
/// near its top, would drive one another out of a cache that has room for all of them.
/// Source: Bonwick, The Slab Allocator, 1994, section 4 ("slab coloring").
std::size_t next_colour() noexcept {
  constexpr std::size_t line = 64;
  static std::atomic<std::size_t> count = 0;
  const std::size_t colours = page_size() / line * 3 / 4;
  return count.fetch_add(1, std::memory_order_relaxed) % colours * line;
}

}  // namespace

Stack allocate_stack(std::size_t size) {
  native::watch_for_overflow();
  const std::size_t colour = next_colour();
  size = to_pages(size + colour);
  const std::size_t total = size + guard_size();
  void* const memory = mmap(nullptr, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  if (mprotect(memory, guard_size(), PROT_NONE) != 0) {
    munmap(memory, total);
    throw std::bad_alloc();
  }
  return {static_cast<std::byte*>(memory) + total - colour, size - colour, {}};
}

void free_stack(const Stack& stack) noexcept {
  munmap(stack.top - stack.size - guard_size(), to_pages(stack.size) + guard_size());
}

std::size_t default_stack_size() noexcept { return usual_size; }

std::size_t max_stacks() noexcept { return most_stacks; }

void stack_overflowed(std::string_view task) noexcept {
  std::fprintf(stderr, "stack overflow in %.*s\n", static_cast<int>(task.size()), task.data());
  std::abort();
}

}  // namespace asyncio::core

namespace asyncio::native {

bool is_guarded(const core::Stack& stack, const void* address) noexcept {
  const auto* const bottom = stack.top - stack.size;
  return address >= bottom - core::guard_size() && address < bottom;
}

}  // namespace asyncio::native
