/// @file
/// First in, first out, of what the loop is to run: a ring that grows and never shrinks, so that the steady state allocates nothing.
#pragma once

#include <asyncio/future.hpp>
#include <cstddef>
#include <memory>
#include <utility>

namespace asyncio::detail {

class ReadyQueue {
 public:
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// What will be taken after `ahead` others; the queue must hold more than that.
  [[nodiscard]] Ready peek(std::size_t ahead) const noexcept { return ring_[(head_ + ahead) & mask_]; }

  void push(Ready item) {
    if (size_ > mask_) [[unlikely]]
      grow();
    ring_[(head_ + size_) & mask_] = item;
    ++size_;
  }

  Ready pop() noexcept {
    const Ready item = ring_[head_];
    head_ = (head_ + 1) & mask_;
    --size_;
    return item;
  }

 private:
  void grow() {
    const std::size_t mask = mask_ * 2 + 1;
    auto larger = std::make_unique<Ready[]>(mask + 1);
    for (std::size_t i = 0; i != size_; ++i) larger[i] = ring_[(head_ + i) & mask_];
    ring_ = std::move(larger);
    mask_ = mask;
    head_ = 0;
  }

  // The size, a power of two, less one.
  std::size_t mask_ = 63;
  std::unique_ptr<Ready[]> ring_ = std::make_unique<Ready[]>(mask_ + 1);
  std::size_t head_ = 0;
  std::size_t size_ = 0;
};

}  // namespace asyncio::detail
