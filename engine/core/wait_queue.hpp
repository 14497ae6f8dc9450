/// @file
/// The waiting side of `detail::WaitQueue`: one task's place in the queue.
#pragma once

#include <asyncio/detail/wait_queue.hpp>
#include <asyncio/future.hpp>
#include <string>

namespace asyncio::detail {

/// A future that lies on the stack of the task that waits for it, at the end of a queue. It is finished by waking, cancelled by cancelling
/// the task.
class Waiter final : public FutureState {
 public:
  /// `what` says in a report of a deadlock what the task waits for: "Lock.acquire()". Throws RuntimeError outside every task, and
  /// where the queue is bound to another loop.
  Waiter(WaitQueue& queue, const char* what);
  ~Waiter() override;

  /// Suspends the current task until somebody wakes it, and leaves the queue, however the wait ends. Throws CancelledError when the
  /// task is cancelled, also if it is woken already: then `woken` says that the wake-up is somebody else's now.
  void wait();

  [[nodiscard]] bool woken() const noexcept { return done() && !cancelled(); }
  /// The queue was destroyed while this was in it.
  [[nodiscard]] bool orphaned() const noexcept { return orphaned_; }
  /// After a wait, for those who are woken to take what is in the object: where that was destroyed, waits on. Throws CancelledError.
  void stay_if_orphaned() const;

  /// Suspends the current task until it is cancelled: what it waits for is destroyed.
  [[noreturn]] static void wait_in_vain(const char* what);

  [[nodiscard]] std::string describe() const override;
  [[nodiscard]] FutureKind kind() const noexcept override { return kind_; }
  /// Null when it has left.
  [[nodiscard]] WaitQueue* queue() const noexcept { return queue_; }

 private:
  friend class WaitQueue;
  struct Gone {};
  Waiter(Gone, const char* what);

  void leave() noexcept;

  WaitQueue* queue_;
  Waiter* previous_ = nullptr;
  Waiter* next_ = nullptr;
  const char* what_;
  FutureKind kind_;
  bool orphaned_ = false;
};

/// Tells observers that the running task, if one runs, holds now what others wait for in `queue`; and that it is given back.
void tell_acquired(WaitQueue& queue) noexcept;
void tell_released(WaitQueue& queue) noexcept;

}  // namespace asyncio::detail
