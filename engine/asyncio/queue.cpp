#include <asyncio/queue.hpp>

#include "../core/wait_queue.hpp"

namespace asyncio::detail {

void QueueBase::wait_for_room() {
  while (full()) {
    if (shut_down_) throw QueueShutDown();
    Waiter putter(putters_, "Queue.put()");
    getters_.bind_to(putter.loop(), "Queue");
    try {
      putter.wait();
    } catch (const CancelledError&) {
      // Woken for room that it does not take.
      if (!putter.orphaned() && putter.woken() && !full()) putters_.wake_next();
      throw;
    }
    putter.stay_if_orphaned();
  }
}

void QueueBase::wait_for_item() {
  while (empty()) {
    if (shut_down_) throw QueueShutDown();
    Waiter getter(getters_, "Queue.get()");
    putters_.bind_to(getter.loop(), "Queue");
    try {
      getter.wait();
    } catch (const CancelledError&) {
      // Woken for an item that it does not take.
      if (!getter.orphaned() && getter.woken() && !empty()) getters_.wake_next();
      throw;
    }
    getter.stay_if_orphaned();
  }
}

void QueueBase::check_room() const {
  if (shut_down_) throw QueueShutDown();
  if (full()) throw QueueFull();
}

void QueueBase::check_item() const {
  if (!empty()) return;
  if (shut_down_) throw QueueShutDown();
  throw QueueEmpty();
}

void QueueBase::was_put() {
  ++unfinished_;
  getters_.wake_next();
}

void QueueBase::task_done() {
  if (unfinished_ == 0) throw ValueError("task_done() called too many times");
  if (--unfinished_ == 0) joiners_.wake_all();
}

void QueueBase::join(std::source_location where) {
  mark_line(where);
  if (unfinished_ > 0) Waiter(joiners_, "Queue.join()").wait();
}

void QueueBase::shut_down(int dropped) {
  shut_down_ = true;
  if (dropped > 0) {
    unfinished_ = unfinished_ > dropped ? unfinished_ - dropped : 0;
    if (unfinished_ == 0) joiners_.wake_all();
  }
  getters_.wake_all();
  putters_.wake_all();
}

}  // namespace asyncio::detail
