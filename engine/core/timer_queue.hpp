/// @file
/// Handles ordered by deadline, those with one deadline by age: in a browser the clock is coarse and equal deadlines are the rule, and
/// CPython's heap, which leaves their order open, would surprise. A binary heap that knows each handle's place, so
/// that cancelling removes it at once and a cancelled timer neither keeps memory nor wakes anyone.
#pragma once

#include <asyncio/loop.hpp>
#include <chrono>
#include <cstdint>
#include <vector>

namespace asyncio::detail {

class TimerQueue {
 public:
  [[nodiscard]] bool empty() const noexcept { return heap_.empty(); }
  [[nodiscard]] std::chrono::nanoseconds next_deadline() const noexcept { return heap_.front().when; }

  /// Takes over one count of the handle.
  void push(HandleState& handle);
  /// The handle that is due first, with its count.
  HandleState& pop() noexcept;
  /// Takes a handle out before its time, with its count; false if it is not in here.
  bool remove(HandleState& handle) noexcept;

 private:
  struct Entry {
    std::chrono::nanoseconds when;
    std::uint64_t age;
    HandleState* handle;
    bool operator<(const Entry& other) const noexcept {
      return when != other.when ? when < other.when : age < other.age;
    }
  };

  void place(std::size_t index, const Entry& entry) noexcept;
  void sift_up(std::size_t index, const Entry& entry) noexcept;
  void sift_down(std::size_t index, const Entry& entry) noexcept;

  std::vector<Entry> heap_;
  std::uint64_t next_age_ = 0;
};

}  // namespace asyncio::detail
