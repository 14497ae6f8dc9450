/// @file
/// `Task`: a function that the loop runs on a stack of its own, so that it may wait anywhere. Follows CPython's
/// `asyncio.tasks`, with functions in place of coroutines.
#pragma once

#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <asyncio/future.hpp>

namespace asyncio {
namespace core {
class Fiber;
}
namespace detail {

/// The part of a task that does not depend on its function or its result.
class TaskState : public FutureState {
 public:
  /// Schedules the first step; the loop holds the task until it is done.
  TaskState(Loop& loop, std::string_view name);
  ~TaskState() override;

  /// As `Task.cancel`.
  bool cancel(std::string_view message) override;
  [[nodiscard]] int cancelling() const noexcept { return cancel_requests_; }
  int uncancel() noexcept;

  [[nodiscard]] std::string name() const;
  void set_name(std::string_view name) { name_ = name; }
  [[nodiscard]] std::string describe() const override { return name(); }
  [[nodiscard]] TaskState* as_task() noexcept override { return this; }
  /// Refuses: a task ends by its function.
  void check_settable() const override;

  /// What the task waits for, or null.
  [[nodiscard]] const FutureState* waiting_for() const noexcept { return waiting_for_; }

 protected:
  /// Runs the function, stores what it returns, and destroys it: what it captured lives no longer than its run.
  virtual void call() = 0;
  virtual void discard_function() noexcept = 0;

 private:
  friend class Loop;
  friend void wait_until_done(FutureState& future);
  friend void yield_once();

  /// Runs the task from its beginning to its end, on the stack of the caller.
  void run() noexcept;
  bool cancel_innermost(std::string_view message);
  /// After a wait: throws what was asked for meanwhile.
  void check_interrupted();
  /// Throws RuntimeError if this task waits, directly or by way of other tasks, for `task`.
  void check_no_cycle(TaskState& task);

  std::string name_;
  std::uint64_t number_;
  /// The stack on which the task waits; null before its first step and after its last.
  core::Fiber* fiber_ = nullptr;
  FutureState* waiting_for_ = nullptr;
  /// Neighbours in the loop's list of the tasks that are not done.
  TaskState* previous_ = nullptr;
  TaskState* next_ = nullptr;
  std::string cancel_message_;
  int cancel_requests_ = 0;
  /// CancelledError is to be thrown at the next step.
  bool must_cancel_ = false;
  /// `cancel` is under way.
  bool being_cancelled_ = false;
  /// The loop closes: GeneratorExit is thrown at every wait.
  bool abandoned_ = false;
};

template <class Function, class T>
class TaskOf final : public StateOf<T, TaskState> {
 public:
  TaskOf(Loop& loop, std::string_view name, Function function)
      : StateOf<T, TaskState>(loop, name), function_(std::move(function)) {}

 private:
  void call() override {
    const struct Discard {
      TaskOf& task;
      ~Discard() { task.function_.reset(); }
    } discard{*this};
    if constexpr (std::is_void_v<T>) {
      std::invoke(*function_);
    } else {
      static_cast<std::optional<T>*>(this->slot())->emplace(std::invoke(*function_));
    }
  }
  void discard_function() noexcept override { function_.reset(); }

  std::optional<Function> function_;
};

template <class Function>
Ref<TaskState> make_task(Loop& loop, Function function, std::string_view name) {
  return Ref<TaskState>(new TaskOf<Function, ResultOf<Function>>(loop, name, std::move(function)));
}

/// The task that runs on this thread, or null.
[[nodiscard]] TaskState* current_task() noexcept;
/// Lets everything that is ready run once, then goes on: `sleep(0)`.
void yield_once();

}  // namespace detail

/// A shared reference to a task. A task is a future, completed by its function's return value or exception.
template <class T = void>
class Task : public Future<T> {
 public:
  explicit Task(detail::Ref<detail::TaskState> state) noexcept
      : Future<T>(detail::Ref<detail::FutureState>(state.get())) {}

  /// Asks the task to end: CancelledError with `message` is thrown where it waits, or it never starts. The task may catch it and
  /// go on. False when already done.
  bool cancel(std::string_view message = {}) const { return task().cancel(message); }
  /// How many `cancel` calls have not been taken back by `uncancel`.
  [[nodiscard]] int cancelling() const noexcept { return task().cancelling(); }
  /// Takes one `cancel` back; how many remain.
  int uncancel() const noexcept { return task().uncancel(); }

  /// As given, else `Task-N`, counting from 1 in this process.
  [[nodiscard]] std::string get_name() const { return task().name(); }
  void set_name(std::string_view name) const { task().set_name(name); }

 private:
  [[nodiscard]] detail::TaskState& task() const noexcept { return static_cast<detail::TaskState&>(*this->state()); }
};

/// Schedules `function` to run as a task of the running loop and returns at once: it starts when the caller next waits.
/// Throws RuntimeError where no loop runs.
template <std::invocable Function>
auto create_task(Function function, std::string_view name = {}) -> Task<detail::ResultOf<Function>> {
  return Task<detail::ResultOf<Function>>(detail::make_task(detail::running_loop(), std::move(function), name));
}

/// A reference to a task whose result type does not matter, as `current_task` and `all_tasks` give it.
class AnyTask {
 public:
  explicit AnyTask(detail::Ref<detail::TaskState> state) noexcept : state_(std::move(state)) {}

  [[nodiscard]] bool done() const noexcept { return state_->done(); }
  [[nodiscard]] bool cancelled() const noexcept { return state_->cancelled(); }
  bool cancel(std::string_view message = {}) const { return state_->cancel(message); }
  [[nodiscard]] int cancelling() const noexcept { return state_->cancelling(); }
  int uncancel() const noexcept { return state_->uncancel(); }
  [[nodiscard]] std::string get_name() const { return state_->name(); }
  void set_name(std::string_view name) const { state_->set_name(name); }

  template <class T>
  friend bool operator==(const AnyTask& a, const Task<T>& b) noexcept {
    return a.state_.get() == b.state().get();
  }
  friend bool operator==(const AnyTask& a, const AnyTask& b) noexcept = default;

 private:
  detail::Ref<detail::TaskState> state_;
};

/// The task that runs now; none inside a callback. Throws RuntimeError where no loop runs.
[[nodiscard]] std::optional<AnyTask> current_task();
/// The tasks of the running loop that are not done, in order of creation. Throws RuntimeError where no loop runs.
[[nodiscard]] std::vector<AnyTask> all_tasks();

/// Bytes of stack that tasks of this thread get which start from now on and wait; 0 changes nothing. Returns what it was. The usual size
/// (256 KB natively, 64 KB in a browser, where only what has an address lies on it) is enough for all but deep recursion and large
/// arrays. Throws std::invalid_argument for less than 32 KB. Follows Python's `threading.stack_size`.
std::size_t stack_size(std::size_t bytes = 0);

template <std::invocable Function>
auto EventLoop::create_task(Function function, std::string_view name) -> Task<detail::ResultOf<Function>> {
  return Task<detail::ResultOf<Function>>(detail::make_task(*loop_, std::move(function), name));
}

}  // namespace asyncio
