/// @file
/// The event loop itself: what is ready, what is timed, and who runs next.
///
/// One iteration follows CPython's `BaseEventLoop._run_once`:
///   1. If nothing is ready, wait in the reactor until the first deadline or an event; else let the reactor deliver what it has.
///   2. Move the timers that are due to the ready queue, by deadline.
///   3. Run what is in the ready queue now; what that schedules runs in the next iteration.
///   4. If `stop` was called, leave.
///
/// The iteration has no stack of its own. It is carried on by whichever stack has nothing better to do: a task that must wait takes
/// the next thing from the queue itself. It runs callbacks in place, returns without any switch if it is itself next, and otherwise
/// hands over to the next task directly. A task that has not started needs a stack; a runner, the body of every fiber, provides it
/// and runs one new task after another for as long as none of them waits, so that only a task that really waits costs a stack.
#pragma once

#include <asyncio/loop.hpp>
#include <asyncio/task.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>

#include "fiber.hpp"
#include "reactor.hpp"
#include "ready_queue.hpp"
#include "timer_queue.hpp"

namespace asyncio::detail {

class Loop final : public RefCounted {
 public:
  explicit Loop(std::unique_ptr<core::Reactor> reactor);
  ~Loop() override;

  /// The loop that runs on this thread, or null.
  static Loop* running() noexcept;

  // What the loop is to do.
  void call_soon(Ready item);
  void call_at(std::chrono::nanoseconds when, HandleState& handle);
  /// Forgets a handle that was cancelled.
  void forget(HandleState& handle) noexcept;
  [[nodiscard]] std::chrono::nanoseconds time() noexcept { return reactor_->now().time_since_epoch(); }

  // Running it.
  void run_forever();
  /// Throws RuntimeError where `run_forever` would.
  void check_can_run() const;
  void stop() noexcept { stopping_ = true; }
  void close();
  [[nodiscard]] bool is_running() const noexcept { return root_ != nullptr; }
  [[nodiscard]] bool is_closed() const noexcept { return closed_; }
  void check_open() const;

  // Tasks.
  [[nodiscard]] TaskState* current_task() const noexcept { return current_task_; }
  /// Oldest of the tasks that are not done, or null; the others follow by `next_task`.
  [[nodiscard]] TaskState* first_task() const noexcept { return first_task_; }
  [[nodiscard]] static TaskState* next_task(const TaskState& task) noexcept { return task.next_; }
  void add_task(TaskState& task) noexcept;
  void remove_task(TaskState& task) noexcept;
  /// Suspends the current task and runs whatever is next, until the task's own turn comes.
  void suspend();

  [[nodiscard]] core::Reactor& reactor() noexcept { return *reactor_; }

  // Failures that no one else can be told.
  void set_exception_handler(EventLoop::ExceptionHandler handler) noexcept { exception_handler_ = handler; }
  void call_exception_handler(const ExceptionContext& context) noexcept;

 private:
  /// Carries the iteration on until a task is next, and takes it from the queue; null when the loop is to be left.
  TaskState* next_turn();
  /// Steps 1 and 2. False when nothing can ever happen again.
  bool begin_iteration();
  void run_callback(HandleState& handle) noexcept;
  /// Goes on with a task, or, given null, with whoever runs the loop; returns when this stack is switched to again.
  void switch_to(TaskState* task);
  /// Finds a stack for a task that has none; null, and the task fails, when there is none to be had.
  core::Fiber* stack_for(TaskState& task) noexcept;
  /// Runs new tasks on the current stack until an older one is next.
  void run_new_tasks();
  [[noreturn]] static void runner() noexcept;
  void check_stack(const TaskState& task) const noexcept;
  void abandon(TaskState& task);
  [[nodiscard]] std::string describe_deadlock() const;

  std::unique_ptr<core::Reactor> reactor_;
  ReadyQueue ready_;
  TimerQueue timers_;
  /// How many of the ready things belong to the iteration that is under way.
  std::size_t turns_left_ = 0;

  TaskState* current_task_ = nullptr;
  TaskState* first_task_ = nullptr;
  TaskState* last_task_ = nullptr;
  /// The task that the runner which is being switched to is to start.
  TaskState* handed_over_ = nullptr;

  /// The stack that called `run_forever`; null while the loop does not run.
  core::Fiber* root_ = nullptr;
  bool stopping_ = false;
  bool first_iteration_ = false;
  bool deadlocked_ = false;
  bool closing_ = false;
  bool closed_ = false;
  bool watches_steps_;
  EventLoop::ExceptionHandler exception_handler_ = nullptr;
};

}  // namespace asyncio::detail
