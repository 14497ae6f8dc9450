#include <asyncio/sync.hpp>
#include <limits>

#include "../core/loop.hpp"
#include "../core/wait_queue.hpp"

namespace asyncio {

using detail::tell_acquired;
using detail::tell_released;
using detail::Waiter;

void Event::set() {
  if (set_) return;
  set_ = true;
  waiters_.wake_all();
}

bool Event::wait(std::source_location where) {
  if (set_) return true;
  detail::mark_line(where);
  Waiter(waiters_, "Event.wait()").wait();
  return true;
}

bool Lock::try_lock() noexcept {
  if (locked_ || waiters_.occupied()) return false;
  locked_ = true;
  tell_acquired(waiters_);
  return true;
}

bool Lock::acquire_as(const char* what) {
  if (try_lock()) return true;
  Waiter waiter(waiters_, what);
  try {
    waiter.wait();
  } catch (const CancelledError&) {
    // A free lock and somebody in the queue: the first must be on its way. This may have been the first.
    if (!waiter.orphaned() && !locked_) waiters_.wake_front();
    throw;
  }
  waiter.stay_if_orphaned();
  locked_ = true;
  tell_acquired(waiters_);
  return true;
}

void Lock::release() {
  if (!locked_) {
    // When a loop closes, its tasks are unwound in no order that locks know of.
    const detail::TaskState* const task = detail::current_task();
    if (task != nullptr && task->abandoned()) return;
    throw RuntimeError("Lock is not acquired.");
  }
  locked_ = false;
  tell_released(waiters_);
  waiters_.wake_front();
}

Semaphore::Semaphore(int value) : Semaphore(value, std::numeric_limits<int>::max()) {}

Semaphore::Semaphore(int value, int most) : value_(value), most_(most) {
  if (value < 0) throw ValueError("Semaphore initial value must be >= 0");
}

bool Semaphore::try_lock() noexcept {
  if (locked()) return false;
  --value_;
  tell_acquired(waiters_);
  return true;
}

bool Semaphore::acquire(std::source_location where) {
  detail::mark_line(where);
  if (try_lock()) return true;
  Waiter waiter(waiters_, "Semaphore.acquire()");
  try {
    waiter.wait();
  } catch (const CancelledError&) {
    if (!waiter.orphaned()) {
      if (waiter.woken()) ++value_;
      wake_while_free();
    }
    throw;
  }
  waiter.stay_if_orphaned();
  tell_acquired(waiters_);
  // Tasks that came after this one was woken and before it ran had to queue behind it, even if enough was left for them.
  wake_while_free();
  return true;
}

void Semaphore::release() {
  if (value_ >= most_) throw ValueError("BoundedSemaphore released too many times");
  ++value_;
  tell_released(waiters_);
  wake_next();
}

bool Semaphore::wake_next() {
  if (!waiters_.wake_next()) return false;
  // Taken in the name of the task that is woken, so that no other task takes it first.
  --value_;
  return true;
}

void Semaphore::wake_while_free() {
  while (value_ > 0 && wake_next()) {
  }
}

}  // namespace asyncio
