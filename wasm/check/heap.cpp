/// @file
/// `malloc` and its like for a checked program: each block has an edge that may not be used, and what is freed stays refused until so much
/// was freed after it. In place of dlmalloc's own, which are weak and give the memory.
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "report.hpp"
#include "shadow.hpp"

extern "C" {
// From Emscripten's dlmalloc.
void* emscripten_builtin_memalign(std::size_t alignment, std::size_t size);
void emscripten_builtin_free(void* block);
}

namespace asyncio::check {
namespace {

constexpr std::size_t edge = 16;
/// Of what was freed is kept. The stacks of 500 tasks, for example.
constexpr std::size_t most_kept = 32 * 1024 * 1024;

enum class State : std::uint32_t { allocated = 0xa110ca7e, freed = 0xdeadf4ee };

/// Before what the program got.
struct Block {
  State state;
  std::size_t size;
  /// Where the memory begins that dlmalloc gave, and how much it is.
  std::uintptr_t begin;
  std::size_t whole;
  Block* next;
};
constexpr std::size_t header = 32;
static_assert(sizeof(Block) <= header);

struct Kept {
  Block* first = nullptr;
  Block* last = nullptr;
  std::size_t bytes = 0;
};
constinit Kept kept{};

Block* block_of(void* memory) noexcept { return reinterpret_cast<Block*>(static_cast<std::byte*>(memory) - header); }

void release_oldest() noexcept {
  Block* const block = kept.first;
  kept.first = block->next;
  if (kept.first == nullptr) kept.last = nullptr;
  kept.bytes -= block->whole;
  allow(block->begin, block->whole);
  emscripten_builtin_free(reinterpret_cast<void*>(block->begin));
}

void* get(std::size_t alignment, std::size_t size) noexcept {
  for (;;) {
    if (void* const memory = emscripten_builtin_memalign(alignment, size)) return memory;
    if (kept.first == nullptr) return nullptr;
    release_oldest();
  }
}

void* allocate(std::size_t alignment, std::size_t size) noexcept {
  if (alignment < granule * 2) alignment = granule * 2;
  const std::size_t before = round_up(header, alignment);
  if (size > SIZE_MAX - before - 2 * edge) return nullptr;
  const std::size_t whole = before + round_up(size, granule) + edge;
  void* const memory = get(alignment, whole);
  if (memory == nullptr) {
    errno = ENOMEM;
    return nullptr;
  }
  const auto begin = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t user = begin + before;
  *block_of(reinterpret_cast<void*>(user)) = {State::allocated, size, begin, whole, nullptr};
  poison(begin, whole, heap_edge);
  allow(user, size);
  return reinterpret_cast<void*>(user);
}

void release(void* memory) noexcept {
  if (memory == nullptr) return;
  Block* const block = block_of(memory);
  if (block->state == State::freed) report("freed memory twice");
  if (block->state != State::allocated) report("freed memory that it had not allocated");
  block->state = State::freed;
  poison(reinterpret_cast<std::uintptr_t>(memory), round_up(block->size, granule), freed);
  if (kept.last != nullptr) kept.last->next = block;
  kept.last = block;
  if (kept.first == nullptr) kept.first = block;
  kept.bytes += block->whole;
  while (kept.bytes > most_kept && kept.first != kept.last) release_oldest();
}

}  // namespace
}  // namespace asyncio::check

extern "C" {

void* malloc(std::size_t size) { return asyncio::check::allocate(0, size); }
void free(void* memory) { asyncio::check::release(memory); }
void* memalign(std::size_t alignment, std::size_t size) { return asyncio::check::allocate(alignment, size); }
void* aligned_alloc(std::size_t alignment, std::size_t size) { return asyncio::check::allocate(alignment, size); }

int posix_memalign(void** result, std::size_t alignment, std::size_t size) {
  *result = asyncio::check::allocate(alignment, size);
  return *result == nullptr ? ENOMEM : 0;
}

void* calloc(std::size_t count, std::size_t size) {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) return nullptr;
  void* const memory = malloc(bytes);
  return memory == nullptr ? nullptr : std::memset(memory, 0, bytes);
}

void* realloc(void* memory, std::size_t size) {
  if (memory == nullptr) return malloc(size);
  void* const larger = malloc(size);
  if (larger == nullptr) return nullptr;
  const std::size_t old = asyncio::check::block_of(memory)->size;
  std::memcpy(larger, memory, old < size ? old : size);
  free(memory);
  return larger;
}

std::size_t malloc_usable_size(void* memory) { return memory == nullptr ? 0 : asyncio::check::block_of(memory)->size; }
}
