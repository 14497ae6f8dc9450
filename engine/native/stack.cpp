/// @file
/// Adapter of core/stack.hpp: stacks are mapped, each above a page that may not be touched, so that an overflow stops the
/// process at the instruction that does it. Memory is used only as far as a stack grows.
#include "../core/stack.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace asyncio::core {
namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
// Instrumented frames are several times as large.
constexpr std::size_t usual_size = 1024 * 1024;
#else
constexpr std::size_t usual_size = 256 * 1024;
#endif
#else
constexpr std::size_t usual_size = 256 * 1024;
#endif

std::size_t page_size() noexcept {
  static const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

}  // namespace

Stack allocate_stack(std::size_t size) {
  size = (size + page_size() - 1) / page_size() * page_size();
  const std::size_t total = size + page_size();
  void* const memory = mmap(nullptr, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  if (mprotect(memory, page_size(), PROT_NONE) != 0) {
    munmap(memory, total);
    throw std::bad_alloc();
  }
  return {static_cast<std::byte*>(memory) + total, size, {}};
}

void free_stack(const Stack& stack) noexcept { munmap(stack.top - stack.size - page_size(), stack.size + page_size()); }

std::size_t default_stack_size() noexcept { return usual_size; }

// Linux allows a process 65,530 mappings, and a guarded stack takes two.
std::size_t max_stacks() noexcept { return 30'000; }

void stack_overflowed(std::string_view task) noexcept {
  std::fprintf(stderr, "stack overflow in %.*s\n", static_cast<int>(task.size()), task.data());
  std::abort();
}

}  // namespace asyncio::core
