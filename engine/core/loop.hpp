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
/// hands over to the next task directly. A task that has not started needs a stack; a runner, the body of a task's fiber, provides it
/// and runs one new task after another for as long as none of them waits, so that only a task that really waits costs a stack.
#pragma once

#include <array>
#include <asyncio/loop.hpp>
#include <asyncio/task.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../ports/reactor.hpp"
#include "event_log.hpp"
#include "fiber.hpp"
#include "loop_part.hpp"
#include "observer.hpp"
#include "ready_queue.hpp"
#include "timer_queue.hpp"

namespace asyncio::detail {

/// Parts of which a loop has one at most, made when first needed.
enum class OnlyPart : std::uint8_t { async_generators, executors, threadsafe_entry };

class Loop final : public RefCounted {
 public:
  explicit Loop(std::unique_ptr<core::Reactor> reactor);
  ~Loop() override;

  /// The loop that runs on this thread, or null.
  static Loop* running() noexcept { return running_; }
  /// Tells loops apart, also those that are gone: counted from 1 in this process.
  [[nodiscard]] std::uint32_t number() const noexcept { return number_; }
  /// Tells threads apart: the address of something that each has of its own.
  static const void* this_thread() noexcept;

  // What the loop is to do.
  void call_soon(Ready item) {
    if (closed_) [[unlikely]]
      refuse(item);
    ready_.push(item);
  }
  void call_at(std::chrono::nanoseconds when, HandleState& handle);
  /// Forgets a handle that was cancelled.
  void forget(HandleState& handle) noexcept;
  [[nodiscard]] std::chrono::nanoseconds time() noexcept { return reactor_->now().time_since_epoch(); }
  /// For observers alone.
  [[nodiscard]] std::chrono::nanoseconds observed_time() noexcept {
    return reactor_->observed_now().time_since_epoch();
  }

  // Running it.
  void run_forever();
  /// Throws RuntimeError where `run_forever` would.
  void check_can_run() const;
  void stop() noexcept { stopping_ = true; }
  void close();
  [[nodiscard]] bool is_running() const noexcept { return root_ != nullptr; }
  [[nodiscard]] bool is_closed() const noexcept { return closed_; }
  void check_open() const {
    if (closed_) [[unlikely]]
      refuse();
  }

  // Tasks.
  [[nodiscard]] TaskState* current_task() const noexcept { return current_task_; }
  /// Oldest of the tasks that are not done, or null; the others follow by `next_task`.
  [[nodiscard]] TaskState* first_task() const noexcept { return first_task_; }
  [[nodiscard]] static TaskState* next_task(const TaskState& task) noexcept { return task.next_; }
  void add_task(TaskState& task) noexcept;
  void remove_task(TaskState& task) noexcept;
  /// The calls that are under way in a task: see core/task_stack.cpp.
  [[nodiscard]] static std::vector<std::string> stack_of(TaskState& task);
  /// Suspends the current task and runs whatever is next, until the task's own turn comes.
  void suspend();

  [[nodiscard]] core::Reactor& reactor() noexcept { return *reactor_; }
  /// What is to end with the loop.
  [[nodiscard]] LoopParts& parts() noexcept { return parts_; }
  /// One of these, null until there is one.
  [[nodiscard]] LoopPart*& only(OnlyPart which) noexcept { return only_[static_cast<std::size_t>(which)]; }

  /// Of what runs now: the current task, or else the current callback, or null where neither does.
  [[nodiscard]] Ref<ContextState>* current_context() noexcept;
  // Failures that no one else can be told.
  void set_exception_handler(Ref<ExceptionHandler> handler) noexcept { exception_handler_ = std::move(handler); }
  void call_exception_handler(const ExceptionContext& context) noexcept;
  /// The same, but in the context of the task that failed.
  void call_exception_handler(const ExceptionContext& context, TaskState& failed) noexcept;
  static void default_exception_handler(const ExceptionContext& context) noexcept;

  // Observers: see observer.hpp.
  void observe(core::Observer& observer);
  void stop_observing(core::Observer& observer) noexcept;
  /// Writes what the loop does from now on to a file: `RunOptions::trace`.
  void trace_to(const std::string& path);
  /// The loop has one log, which numbers its objects.
  void log_to(core::EventLog& log, std::uint32_t& last_object) noexcept;
  /// Calls `call(observer)` for each.
  template <class Call>
  [[gnu::always_inline]] void tell(Call call) const {
    // By its own type, without a virtual call, which would take longer than writing a record.
    if (observed_by_ == ObservedBy::log) [[likely]]
      call(*log_);
    else if (observed())
      tell_each(call);
  }
  [[nodiscard]] bool observed() const noexcept { return observed_by_ != ObservedBy::nobody; }
  /// The number of a task that is made.
  [[nodiscard]] std::uint32_t next_object() noexcept { return ++*last_object_; }

  /// The line of the call of `cancel` that is under way; line 0 where none is, or it is the library's own.
  std::source_location cancelled_at;

  // Debug mode.
  void set_debug(bool enabled);
  [[nodiscard]] bool debug() const noexcept { return debug_ != nullptr; }
  /// Throws RuntimeError on a thread that is not the running loop's.
  void check_thread() const;
  std::chrono::nanoseconds slow_callback_duration = std::chrono::milliseconds(100);

 private:
  // Constant-initialised: checking at each access whether it has been initialised would take longer than the access.
  static constinit thread_local Loop* running_;

  /// Throws, as nothing runs in a closed loop.
  [[noreturn]] static void refuse();
  [[noreturn]] static void refuse(Ready item);
  // Turns: see core/turns.cpp.

  /// Carries the iteration on until it is the turn of `self`, the stack that this is called on, or switches to the stack that is next, and
  /// returns when `self` goes on. `self` is the stack of a task that waits, or of the caller of `run_forever`, which goes on when the loop
  /// is to be left. A new task is handed over to a runner.
  void give_way(core::Fiber& self);
  /// The body of a task's fiber: carries the iteration on and runs new tasks, one after another for as long as none of them waits.
  static void runner() noexcept;
  /// It is the turn of a task that waits on its stack; the fiber to switch to.
  core::Fiber& go_on_with(TaskState& task) noexcept;
  /// Where more tasks are ready than the processor's caches hold: prefetches what the next ones will touch.
  void prefetch_turns() const noexcept;
  /// Runs callbacks until a task is next, and takes it from the queue; null when the loop is to be left.
  TaskState* next_turn();
  /// Begins iterations until one has turns; false when the loop is to be left.
  bool next_iteration();
  /// Steps 1 and 2. False when the loop is to be left, as it is deadlocked or its reactor has failed.
  bool begin_iteration();
  /// Step 1. False when nothing can ever happen again.
  bool look_outside();
  /// Runs what other threads have sent (ports/inbox.hpp).
  void deliver_letters();
  /// Whether another thread may still send something, so that a loop with nothing to do is not deadlocked.
  [[nodiscard]] bool expects_letters() const noexcept;
  /// Waits until the first deadline or an event.
  void wait_in_reactor();
  void run_callback(HandleState& handle) noexcept;
  /// Finds a runner for a task that has not started; null, and the task fails, when there is none to be had.
  core::Fiber* stack_for(TaskState& task) noexcept;
  /// Runs a new task on the current stack, which is `fiber`'s.
  void run_to_end(TaskState& task, core::Fiber& fiber) noexcept;
  /// The loop is over: observers that remain are told.
  void dismiss_observers() noexcept;
  template <class Call>
  [[gnu::noinline]] void tell_each(Call call) const {
    if (log_ != nullptr) call(*log_);
    for (core::Observer* const each : observers_) call(*each);
  }
  /// Keeps `observed_by_` right.
  void note_observers() noexcept;
  void tell_reactor_of_steps();

  void abandon(TaskState& task);
  /// No task is left: ends all that belongs to the loop.
  void end_parts() noexcept;
  [[nodiscard]] std::string describe_deadlock() const;

  std::unique_ptr<core::Reactor> reactor_;
  const std::uint32_t number_;
  LoopParts parts_;
  std::array<LoopPart*, 3> only_{};
  ReadyQueue ready_;
  TimerQueue timers_;
  /// How many of the ready things belong to the iteration that is under way.
  std::size_t turns_left_ = 0;

  TaskState* current_task_ = nullptr;
  HandleState* current_handle_ = nullptr;
  TaskState* first_task_ = nullptr;
  TaskState* last_task_ = nullptr;
  /// The task that the runner which is being switched to is to start.
  TaskState* handed_over_ = nullptr;

  /// The stack that called `run_forever`; null while the loop does not run.
  core::Fiber* root_ = nullptr;
  bool stopping_ = false;
  bool first_iteration_ = false;
  bool deadlocked_ = false;
  /// What the reactor threw.
  std::exception_ptr failure_;
  bool closing_ = false;
  bool closed_ = false;
  std::unique_ptr<core::Observer> debug_;
  /// Tells the reactor of steps, where that wants to know.
  std::unique_ptr<core::Observer> step_teller_;
  /// For `trace_to`.
  std::unique_ptr<core::Observer> trace_;
  core::EventLog* log_ = nullptr;
  /// Those besides the log.
  std::vector<core::Observer*> observers_;
  /// One look at this tells a step whether there is anybody, and whether it is the log alone.
  enum class ObservedBy : std::uint8_t { nobody, log, others };
  ObservedBy observed_by_ = ObservedBy::nobody;
  std::uint32_t own_objects_ = 0;
  std::uint32_t* last_object_ = &own_objects_;
  /// On which it runs; null while it does not.
  const void* thread_ = nullptr;
  Ref<ExceptionHandler> exception_handler_;
};

inline void Loop::add_task(TaskState& task) noexcept {
  task.retain();
  task.previous_ = last_task_;
  (last_task_ != nullptr ? last_task_->next_ : first_task_) = &task;
  last_task_ = &task;
}

inline void Loop::remove_task(TaskState& task) noexcept {
  (task.previous_ != nullptr ? task.previous_->next_ : first_task_) = task.next_;
  (task.next_ != nullptr ? task.next_->previous_ : last_task_) = task.previous_;
  task.previous_ = task.next_ = nullptr;
  task.release();
}

/// While it lives, requests to cancel are told as made from `where`.
class CancelLine {
 public:
  CancelLine(Loop& loop, std::source_location where) noexcept
      : line_(loop.cancelled_at), before_(std::exchange(loop.cancelled_at, where)) {}
  CancelLine(const CancelLine&) = delete;
  CancelLine& operator=(const CancelLine&) = delete;
  ~CancelLine() { line_ = before_; }

 private:
  std::source_location& line_;
  std::source_location before_;
};

}  // namespace asyncio::detail

namespace asyncio {

/// A loop on a reactor that is handed in, in place of the platform's own: on a clock of its own, or on one that decorates another.
[[nodiscard]] EventLoop new_event_loop(std::unique_ptr<core::Reactor> reactor);

namespace detail {

/// Makes the reactors of new loops in the place of the platform: see asyncio/testing.hpp.
class ReactorMaker {
 public:
  virtual std::unique_ptr<core::Reactor> make_reactor() = 0;

 protected:
  ~ReactorMaker() = default;
};

/// A reactor as new loops of this thread have it.
std::unique_ptr<core::Reactor> make_reactor();

/// Has `maker` make those of this thread's loops from now on, the platform if it is null. Returns what did so before.
ReactorMaker* set_reactor_maker(ReactorMaker* maker) noexcept;

}  // namespace detail

}  // namespace asyncio
