/// @file
/// The memory of what is counted (tasks, futures, handles): blocks of a few sizes, kept by their thread for the next object of such a
/// size. A program makes and drops a task in less time than the C library takes to find memory for it and to take it back.
#include <asyncio/detail/ref.hpp>
#include <cstddef>
#include <cstdint>
#include <new>

#include "sanitizer.hpp"

namespace asyncio::detail {
namespace {

#if defined(ASYNCIO_ADDRESS_SANITIZER)
// A block that is kept for the next object would hide uses of the last one from it.
constexpr std::size_t sizes = 0;
#else
constexpr std::size_t sizes = 8;
#endif
/// Sizes are multiples of this.
constexpr std::size_t step = 64;
/// How many of each size. The rest go back to the C library: otherwise a program that once had very many tasks would keep their memory for
/// ever.
constexpr std::uint32_t most_kept = 1024;

struct Block {
  Block* next;
};

struct Blocks {
  Block* first = nullptr;
  std::uint32_t count = 0;
};

class BlockPool {
 public:
  BlockPool() = default;
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;
  ~BlockPool();

  Blocks& of_size(std::size_t index) noexcept { return blocks_[index]; }

 private:
  // One more than is used, as an array of length 0 does not compile.
  Blocks blocks_[sizes + 1];
};

// Null before the thread has dropped anything, and again when it ends: what is dropped so late goes to the C library.
constinit thread_local BlockPool* threads_pool = nullptr;
constinit thread_local bool pool_has_gone = false;

BlockPool::~BlockPool() {
  threads_pool = nullptr;
  pool_has_gone = true;
  for (Blocks& each : blocks_) {
    while (each.first != nullptr) {
      Block* const block = each.first;
      each.first = block->next;
      ::operator delete(block);
    }
  }
}

BlockPool* make_threads_pool() noexcept {
  if (pool_has_gone) return nullptr;
  thread_local BlockPool pool;
  return threads_pool = &pool;
}

std::size_t index_of(std::size_t size) noexcept { return (size - 1) / step; }

}  // namespace

void* RefCounted::operator new(std::size_t size) {
  const std::size_t index = index_of(size);
  if (index >= sizes) return ::operator new(size);
  if (threads_pool != nullptr) [[likely]] {
    Blocks& blocks = threads_pool->of_size(index);
    if (Block* const block = blocks.first; block != nullptr) [[likely]] {
      blocks.first = block->next;
      --blocks.count;
      return block;
    }
  }
  return ::operator new((index + 1) * step);
}

void RefCounted::operator delete(void* memory, std::size_t size) noexcept {
  const std::size_t index = index_of(size);
  if (index >= sizes) return ::operator delete(memory);
  BlockPool* const pool = threads_pool != nullptr ? threads_pool : make_threads_pool();
  if (pool == nullptr || pool->of_size(index).count == most_kept) return ::operator delete(memory);
  Blocks& blocks = pool->of_size(index);
  blocks.first = new (memory) Block{blocks.first};
  ++blocks.count;
}

void* RefCounted::operator new(std::size_t size, std::align_val_t alignment) { return ::operator new(size, alignment); }

void RefCounted::operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept {
  ::operator delete(memory, alignment);
}

}  // namespace asyncio::detail
