/// @file
/// First in, first out, of what the loop is to run: a ring that grows and never shrinks, so that the steady state allocates nothing.
#pragma once

#include <asyncio/future.hpp>
#include <cstddef>
#include <utility>
#include <vector>

namespace asyncio::detail {

class ReadyQueue {
 public:
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  void push(Ready item) {
    if (size_ == ring_.size()) grow();
    ring_[(head_ + size_) & (ring_.size() - 1)] = item;
    ++size_;
  }

  Ready pop() noexcept {
    const Ready item = ring_[head_];
    head_ = (head_ + 1) & (ring_.size() - 1);
    --size_;
    return item;
  }

 private:
  void grow() {
    std::vector<Ready> larger(ring_.empty() ? 64 : ring_.size() * 2);
    for (std::size_t i = 0; i != size_; ++i) larger[i] = ring_[(head_ + i) & (ring_.size() - 1)];
    ring_ = std::move(larger);
    head_ = 0;
  }

  std::vector<Ready> ring_;
  std::size_t head_ = 0;
  std::size_t size_ = 0;
};

}  // namespace asyncio::detail
