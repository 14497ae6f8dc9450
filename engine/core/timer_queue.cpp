#include "timer_queue.hpp"

namespace asyncio::detail {

void TimerQueue::push(HandleState& handle) {
  heap_.emplace_back();
  sift_up(heap_.size() - 1, {handle.when_, next_age_++, &handle});
}

HandleState& TimerQueue::pop() noexcept {
  HandleState& first = *heap_.front().handle;
  remove(first);
  return first;
}

bool TimerQueue::remove(HandleState& handle) noexcept {
  const std::size_t index = handle.timer_index_;
  if (index == HandleState::not_queued) return false;
  handle.timer_index_ = HandleState::not_queued;
  const Entry last = heap_.back();
  heap_.pop_back();
  if (index == heap_.size()) return true;
  if (index != 0 && last < heap_[(index - 1) / 2]) {
    sift_up(index, last);
  } else {
    sift_down(index, last);
  }
  return true;
}

void TimerQueue::place(std::size_t index, const Entry& entry) noexcept {
  heap_[index] = entry;
  entry.handle->timer_index_ = static_cast<std::uint32_t>(index);
}

void TimerQueue::sift_up(std::size_t index, const Entry& entry) noexcept {
  while (index != 0) {
    const std::size_t parent = (index - 1) / 2;
    if (!(entry < heap_[parent])) break;
    place(index, heap_[parent]);
    index = parent;
  }
  place(index, entry);
}

void TimerQueue::sift_down(std::size_t index, const Entry& entry) noexcept {
  for (;;) {
    std::size_t child = 2 * index + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && heap_[child + 1] < heap_[child]) ++child;
    if (!(heap_[child] < entry)) break;
    place(index, heap_[child]);
    index = child;
  }
  place(index, entry);
}

}  // namespace asyncio::detail
