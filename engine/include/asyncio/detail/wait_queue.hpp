/// @file
/// One queue of waiting tasks, first in, first out, on which every lock, event and queue is a few lines (trio's `ParkingLot`).
///
/// It is the deque of futures that each of CPython's primitives keeps, and keeps its rules: a waiter stays in its place until its task
/// runs again, so that for one iteration it may be there although it is woken or cancelled. A waiter lies on the stack of the task
/// that waits (core/wait_queue.hpp): joining and leaving allocate nothing and search nothing.
///
/// The object that a queue is part of may be destroyed while tasks wait for it. They wait on, as for something that never comes,
/// until they are cancelled; on their way out they touch nothing of it, which they know by a `Tether`.
#pragma once

#include <asyncio/detail/future_kind.hpp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <type_traits>
#include <utility>

namespace asyncio::detail {

class Loop;
class Waiter;
class WaitQueue;

/// Knows whether the object that a queue is part of is still there.
class Tether {
 public:
  explicit Tether(WaitQueue& queue) noexcept;
  Tether(const Tether&) = delete;
  Tether& operator=(const Tether&) = delete;
  ~Tether();

  [[nodiscard]] bool holds() const noexcept { return queue_ != nullptr; }

 private:
  friend class WaitQueue;

  WaitQueue* queue_;
  Tether* previous_ = nullptr;
  Tether* next_;
};

class WaitQueue {
 public:
  /// `kind` is what tasks do that wait here.
  explicit WaitQueue(FutureKind kind = FutureKind::other) noexcept : kind_(kind) {}
  WaitQueue(const WaitQueue&) = delete;
  WaitQueue& operator=(const WaitQueue&) = delete;
  ~WaitQueue();

  /// Whether somebody waits, or is woken and has not run yet. A waiter that was cancelled does not count.
  [[nodiscard]] bool occupied() const noexcept;

  /// Wakes the very first waiter, unless it is woken or cancelled already.
  void wake_front();
  /// Wakes the first that is neither woken nor cancelled; false where there is none.
  bool wake_next();
  /// The same up to `most` times.
  void wake(std::size_t most);
  void wake_all() { wake(static_cast<std::size_t>(-1)); }
  /// The same with an exception, which each wait throws; without one if it is null.
  void wake_all(const std::exception_ptr& exception);

  /// From now on tasks of `loop` alone may wait here: throws RuntimeError where another was first. `what` begins with the name of the object,
  /// as in "Lock.acquire()". Follows CPython's `_LoopBoundMixin`.
  void bind_to(const Loop& loop, const char* what);

  [[nodiscard]] FutureKind kind() const noexcept { return kind_; }
  /// The number of what the queue is part of in the event log; 0 before the log meets it.
  [[nodiscard]] std::uint32_t id() const noexcept { return id_; }
  void set_id(std::uint32_t id) noexcept { id_ = id; }

 private:
  friend class Waiter;
  friend class Tether;

  Waiter* first_ = nullptr;
  Waiter* last_ = nullptr;
  /// Every waiter before this one is woken or cancelled.
  Waiter* asleep_ = nullptr;
  Tether* tethers_ = nullptr;
  std::uint32_t id_ = 0;
  /// The number of the loop that it is bound to; 0 while it is to none.
  std::uint32_t loop_ = 0;
  FutureKind kind_;
};

/// The rest of `async with`: gives back what was acquired. Unlike a `std::scoped_lock` it survives the lock, as where a program's main
/// function ends, and with it the locks in it, before the tasks that it has left are cancelled.
template <class Lock>
class Held {
 public:
  Held(Lock& lock, WaitQueue& queue) noexcept : lock_(lock), tether_(queue) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  /// The body threw, which matters more than what may be wrong with the lock.
  ~Held() {
    try {
      release();
    } catch (...) {
    }
  }

  void release() {
    if (!std::exchange(released_, true) && tether_.holds()) lock_.release();
  }

 private:
  Lock& lock_;
  Tether tether_;
  bool released_ = false;
};

/// Runs `body`, gives back what `held` holds, and returns what the body returned.
template <class Lock, class Body>
auto run_held(Held<Lock> held, Body& body) {
  if constexpr (std::is_void_v<std::invoke_result_t<Body&>>) {
    body();
    held.release();
  } else {
    auto result = body();
    held.release();
    return result;
  }
}

}  // namespace asyncio::detail
