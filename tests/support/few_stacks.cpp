#include "few_stacks.hpp"

#include <cstdio>
#include <cstdlib>
#include <new>

#include "ports/stack.hpp"

namespace asyncio::core {
namespace {

constexpr std::size_t stack_size = 256 * 1024;
constexpr std::size_t red_zone_words = 16;
constexpr std::size_t red_zone_size = red_zone_words * sizeof(std::uint32_t);

}  // namespace

Stack allocate_stack(std::size_t size) {
  auto* const words = static_cast<std::uint32_t*>(std::aligned_alloc(64, red_zone_size + size));
  if (words == nullptr) throw std::bad_alloc();
  for (std::size_t i = 0; i != red_zone_words; ++i) words[i] = red_zone_word;
  return {reinterpret_cast<std::byte*>(words) + red_zone_size + size, size, {words, red_zone_words}};
}

std::size_t default_stack_size() noexcept { return stack_size; }

void free_stack(const Stack& stack) noexcept { std::free(const_cast<std::uint32_t*>(stack.red_zone.data())); }

std::size_t max_stacks() noexcept { return testing::few_stacks; }

void stack_overflowed(std::string_view task) noexcept {
  std::fprintf(stderr, "overflow found in %.*s\n", static_cast<int>(task.size()), task.data());
  std::abort();
}

}  // namespace asyncio::core
