#include <asyncio/sync.hpp>
#include <exception>

#include "../core/loop.hpp"
#include "../core/wait_queue.hpp"

namespace asyncio {

using detail::Tether;
using detail::Waiter;

bool Condition::wait_as(const char* what) {
  Lock& lock = *lock_;
  if (!lock.locked()) throw RuntimeError("cannot wait on un-acquired lock");
  Waiter waiter(waiters_, what);
  const Tether condition_lives(waiters_);
  const Tether lock_lives(lock.waiters_);
  lock.release();
  std::exception_ptr failure;
  try {
    waiter.wait();
  } catch (...) {
    failure = std::current_exception();
  }
  // When the loop closes nobody will release the lock any more.
  if (detail::current_task()->abandoned()) std::rethrow_exception(failure);
  bool held = false;
  while (!held && lock_lives.holds()) {
    try {
      held = lock.acquire_as("Condition.wait(), for its lock");
    } catch (const CancelledError&) {
      failure = std::current_exception();
    }
  }
  if (!held && !failure) Waiter::wait_in_vain(what);
  if (!failure) return true;
  if (waiter.woken() && condition_lives.holds()) waiters_.wake_next();
  std::rethrow_exception(failure);
}

void Condition::notify(std::size_t n) {
  if (!locked()) throw RuntimeError("cannot notify on un-acquired lock");
  waiters_.wake(n);
}

}  // namespace asyncio
