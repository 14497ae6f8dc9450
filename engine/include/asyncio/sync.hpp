/// @file
/// What tasks of one loop coordinate themselves with: `Event`, `Lock`, `Semaphore`, `BoundedSemaphore`, `Condition`, `Barrier`.
/// Follows CPython 3.12's `asyncio.locks`, down to who runs in which iteration.
///
/// Tasks that wait are served in the order of arrival. A task that is cancelled while it waits gets CancelledError there, holds nothing,
/// and passes on whatever it was about to get. Waiting is for tasks: where one of these must wait outside a task it throws RuntimeError.
/// The loop in which one first lets a task wait is its loop from then on: a wait in another throws RuntimeError, "Lock is bound to a different
/// event loop". None may be used from two threads.
///
/// They are neither copied nor moved: tasks refer to them. Destroying one while tasks wait for it is safe: those wait on, as for something
/// that never comes, until they are cancelled, as those are that `run` finds left when its main function ends. `async with` is the
/// member `run`, which a lock that is destroyed meanwhile does not harm either; a `std::scoped_lock` must end before its lock does.
#pragma once

#include <concepts>
#include <cstddef>
#include <source_location>
#include <type_traits>
#include <utility>

#include <asyncio/detail/mark_line.hpp>
#include <asyncio/detail/wait_queue.hpp>
#include <asyncio/errors.hpp>

namespace asyncio {

/// A flag that tasks wait for. Follows `asyncio.Event`.
class Event {
 public:
  [[nodiscard]] bool is_set() const noexcept { return set_; }
  /// Sets the flag and wakes all that wait now, even if `clear` follows before they run.
  void set();
  void clear() noexcept { set_ = false; }

  /// Waits until the flag is set, not at all if it is; always true. Throws CancelledError.
  bool wait(std::source_location where = std::source_location::current());

 private:
  detail::WaitQueue waiters_{detail::FutureKind::event};
  bool set_ = false;
};

/// One task at a time, in the order of asking. It belongs to no task: any task or callback may release it. Meets Lockable, so that
/// `std::scoped_lock` and `std::unique_lock` hold it. Follows `asyncio.Lock`.
class Lock {
 public:
  [[nodiscard]] bool locked() const noexcept { return locked_; }

  /// Waits until the lock is free and nobody is before, then holds it; always true. Throws CancelledError.
  bool acquire(std::source_location where = std::source_location::current()) {
    detail::mark_line(where);
    return acquire_as("Lock.acquire()");
  }
  /// Gives the lock to the first that waits, which holds it from its next turn on. Throws RuntimeError when it is not held.
  void release();

  void lock(std::source_location where = std::source_location::current()) { acquire(where); }
  void unlock() { release(); }
  /// Holds the lock if that needs no waiting.
  bool try_lock() noexcept;

  /// Runs `body` while the lock is held and returns what it returns: `async with lock`.
  template <std::invocable Body>
  auto run(Body body, std::source_location where = std::source_location::current()) {
    acquire(where);
    return detail::run_held(detail::Held<Lock>(*this, waiters_), body);
  }

 private:
  friend class Condition;
  friend class Barrier;
  bool acquire_as(const char* what);

  detail::WaitQueue waiters_{detail::FutureKind::lock};
  bool locked_ = false;
};

/// Up to `value` tasks at a time, in the order of asking. Meets Lockable. Follows CPython 3.13's `asyncio.Semaphore`.
class Semaphore {
 public:
  /// Throws ValueError when `value` is negative.
  explicit Semaphore(int value = 1);

  /// Whether `acquire` would wait: nothing is left, or somebody is before.
  [[nodiscard]] bool locked() const noexcept { return value_ == 0 || waiters_.occupied(); }

  /// Takes one, if need be after waiting for it; always true. Throws CancelledError.
  bool acquire(std::source_location where = std::source_location::current());
  /// Gives one back, or one more, to the first that waits.
  void release();

  void lock(std::source_location where = std::source_location::current()) { acquire(where); }
  void unlock() { release(); }
  /// Takes one if that needs no waiting.
  bool try_lock() noexcept;

  /// Runs `body` with one taken and returns what it returns: `async with semaphore`.
  template <std::invocable Body>
  auto run(Body body, std::source_location where = std::source_location::current()) {
    acquire(where);
    return detail::run_held(detail::Held<Semaphore>(*this, waiters_), body);
  }

 protected:
  Semaphore(int value, int most);

 private:
  bool wake_next();
  void wake_while_free();

  detail::WaitQueue waiters_{detail::FutureKind::semaphore};
  int value_;
  /// Above which nothing may be given back.
  int most_;
};

/// A semaphore to which no more may be given back than was taken: `release` throws ValueError. Follows `asyncio.BoundedSemaphore`.
class BoundedSemaphore : public Semaphore {
 public:
  explicit BoundedSemaphore(int value = 1) : Semaphore(value, value) {}
};

/// Tasks that hold a lock wait for others to change what it guards. Follows `asyncio.Condition`, with CPython 3.13's care for
/// notifications: one whose receiver is cancelled goes to the next. (Unlike there, only then.)
class Condition {
 public:
  /// With a lock of its own.
  Condition() noexcept : lock_(&own_) {}
  /// With a lock that may serve other conditions too, and must outlive this.
  explicit Condition(Lock& lock) noexcept : lock_(&lock) {}
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;

  [[nodiscard]] bool locked() const noexcept { return lock_->locked(); }
  bool acquire(std::source_location where = std::source_location::current()) {
    detail::mark_line(where);
    return lock_->acquire_as("Condition.acquire()");
  }
  void release() { lock_->release(); }

  void lock(std::source_location where = std::source_location::current()) { acquire(where); }
  void unlock() { release(); }
  bool try_lock() noexcept { return lock_->try_lock(); }

  /// Releases the lock, waits to be notified, and holds the lock again; always true. Throws CancelledError, also then with the lock held,
  /// and RuntimeError when the lock is not held.
  bool wait(std::source_location where = std::source_location::current()) {
    detail::mark_line(where);
    return wait_as("Condition.wait()");
  }

  /// Waits until `predicate()` is true, which is asked first of all and after each notification; its value. Throws as `wait` does.
  template <std::predicate Predicate>
  auto wait_for(Predicate predicate, std::source_location where = std::source_location::current())
      -> std::remove_cvref_t<std::invoke_result_t<Predicate&>> {
    auto result = predicate();
    while (!result) {
      wait(where);
      result = predicate();
    }
    return result;
  }

  /// Wakes up to `n` that wait, longest first. They go on once they hold the lock again. Throws RuntimeError when the lock is not held.
  void notify(std::size_t n = 1);
  void notify_all() { notify(static_cast<std::size_t>(-1)); }

  /// Runs `body` while the lock is held and returns what it returns: `async with condition`.
  template <std::invocable Body>
  auto run(Body body, std::source_location where = std::source_location::current()) {
    acquire(where);
    return detail::run_held(detail::Held<Lock>(*lock_, lock_->waiters_), body);
  }

 private:
  friend class Barrier;
  bool wait_as(const char* what);

  Lock own_;
  Lock* lock_;
  detail::WaitQueue waiters_{detail::FutureKind::condition};
};

/// Thrown by `Barrier::wait` when the barrier is aborted or reset. Follows `asyncio.BrokenBarrierError`.
class BrokenBarrierError : public RuntimeError {
 public:
  using RuntimeError::RuntimeError;
};

/// Where `parties` tasks wait for one another, again and again. Follows `asyncio.Barrier`.
class Barrier {
 public:
  /// Throws ValueError when `parties` is less than 1.
  explicit Barrier(int parties);

  /// Waits until as many have arrived as there are parties; which arrival this was, from 0. The last goes on at once, the others in the
  /// order of arrival; who comes meanwhile waits for them to be gone. Throws BrokenBarrierError, and CancelledError, which leaves the
  /// others waiting for one more.
  int wait(std::source_location where = std::source_location::current());

  /// Breaks the barrier: who waits and who will come gets BrokenBarrierError, until `reset`. May itself wait for a turn.
  void abort();
  /// Makes the barrier as new: who waits gets BrokenBarrierError. May itself wait for a turn.
  void reset();

  [[nodiscard]] int parties() const noexcept { return parties_; }
  /// How many have arrived and wait for more; 0 while they leave.
  [[nodiscard]] int n_waiting() const noexcept { return phase_ == Phase::filling ? count_ : 0; }
  [[nodiscard]] bool broken() const noexcept { return phase_ == Phase::broken; }

  /// Waits, and runs `body` with the number of the arrival, or with nothing: `async with barrier as position`.
  template <class Body>
  auto run(Body body, std::source_location where = std::source_location::current()) {
    const int position = wait(where);
    if constexpr (std::invocable<Body&, int>) {
      return body(position);
    } else {
      return body();
    }
  }

 private:
  enum class Phase : unsigned char { filling, draining, resetting, broken };
  template <class Predicate>
  void wait_until(Predicate predicate);
  void leave();

  Condition condition_;
  int parties_;
  int count_ = 0;
  Phase phase_ = Phase::filling;
};

}  // namespace asyncio
