/// @file
/// An observer is told what a program does: it is the event log, debug mode, a page that asks which task computes, or a test. The loop
/// tells each of its observers; with none, a step costs one comparison more. Prior art: trio's `Instrument`, CPython's `sys.monitoring`.
///
/// All members are called on the loop's thread, between two instructions of the program: an observer must not throw, wait, run callbacks or
/// change futures. `step_begins` and `turn_begins` alone may block the whole program, as a debugger does.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <string_view>

namespace asyncio::detail {
class FutureState;
class Loop;
class TaskState;
class WaitQueue;
}  // namespace asyncio::detail

namespace asyncio::core {

/// How an operation outside ended.
enum class OperationEnd : std::uint8_t { fine, failed, given_up };

class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  // Tasks. What is told between two `step_begins` was done by the task, or the callback, of the first.

  /// In the ready queue, to begin when its turn comes. `where` is its creator's line; line 0 where that is not known.
  virtual void task_created(detail::TaskState& task, std::source_location where) {
    static_cast<void>(task), static_cast<void>(where);
  }
  virtual void task_named(detail::TaskState& task) { static_cast<void>(task); }
  /// What it waited for is done; it is in the ready queue.
  virtual void task_ready(detail::TaskState& task) { static_cast<void>(task); }
  /// A task begins or goes on; null stands for a callback.
  virtual void step_begins(detail::TaskState* task) { static_cast<void>(task); }
  /// It returned, waits or gives way.
  virtual void step_ends(detail::TaskState* task) { static_cast<void>(task); }
  /// The running task goes to the end of the ready queue: `sleep(0s)`. Its line is `task.where()`.
  virtual void task_yields(detail::TaskState& task) { static_cast<void>(task); }
  /// The running task waits for `awaited`. Its line is `task.where()`.
  virtual void task_waits(detail::TaskState& task, detail::FutureState& awaited) {
    static_cast<void>(task), static_cast<void>(awaited);
  }
  /// `Task.cancel` was called, by whatever is running. `where` is the caller's line; line 0 where the library itself asks, as a timeout does.
  virtual void cancel_requested(detail::TaskState& task, std::string_view message, std::source_location where) {
    static_cast<void>(task), static_cast<void>(message), static_cast<void>(where);
  }
  /// CancelledError comes out of the task's wait now, or the task ends by it before it began.
  virtual void cancel_received(detail::TaskState& task) { static_cast<void>(task); }

  /// A task or another future has its result, its exception, or was cancelled.
  virtual void future_done(detail::FutureState& future) { static_cast<void>(future); }

  // Locks and what else tasks take and give back. `queue` is the one in which others wait for it.

  virtual void acquired(detail::WaitQueue& queue, detail::TaskState& by) {
    static_cast<void>(queue), static_cast<void>(by);
  }
  virtual void released(detail::WaitQueue& queue) { static_cast<void>(queue); }

  // Timers.

  /// A timeout was armed, due at `deadline` on the loop's clock. Returns a number for it.
  virtual std::uint32_t timer_set(std::chrono::nanoseconds deadline) {
    static_cast<void>(deadline);
    return 0;
  }
  /// A timeout's time is up.
  virtual void timer_fired(std::uint32_t timer) { static_cast<void>(timer); }
  /// The time of a sleep is up.
  virtual void sleep_ends(detail::FutureState& sleep) { static_cast<void>(sleep); }

  // The loop and the outside.

  /// Something outside was begun for which `future` stands: a request, a call in a worker.
  virtual void operation_started(detail::FutureState& future) { static_cast<void>(future); }
  /// It has ended, or is given up; `future_done` follows.
  virtual void operation_ended(detail::FutureState& future, OperationEnd how) {
    static_cast<void>(future), static_cast<void>(how);
  }

  /// The running task or callback wrote `bytes` bytes to a standard stream: 1 output, 2 errors.
  virtual void printed(int stream, std::size_t bytes) { static_cast<void>(stream), static_cast<void>(bytes); }
  /// An iteration of the loop begins.
  virtual void turn_begins() {}
  /// Nothing is ready: the loop waits for its first deadline, if it has one, or for the outside.
  virtual void loop_waits(std::optional<std::chrono::nanoseconds> deadline) { static_cast<void>(deadline); }
  virtual void loop_woken() {}
  /// The loop begins to run.
  virtual void loop_runs(detail::Loop& loop) { static_cast<void>(loop); }
  /// It runs no longer: `run_forever` returns. It may run again.
  virtual void loop_stops(detail::Loop& loop) { static_cast<void>(loop); }
  /// The loop is closed, or gone: it tells nothing more, and must not be told to stop.
  virtual void loop_closed(detail::Loop& loop) { static_cast<void>(loop); }
};

}  // namespace asyncio::core
