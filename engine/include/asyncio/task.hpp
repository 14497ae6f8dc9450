/// @file
/// `Task`: a function that the loop runs on a stack of its own, so that it may wait anywhere. Follows CPython's
/// `asyncio.tasks`, with functions in place of coroutines.
#pragma once

#include <concepts>
#include <cstdint>
#include <exception>
#include <optional>
#include <source_location>
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
  /// `created_at` is the line of its creator, where that is known.
  TaskState(Loop& loop, std::string_view name, Ref<ContextState> context, std::source_location created_at = {});
  ~TaskState() override;

  /// As `Task.cancel`.
  bool cancel(std::string_view message) override;
  [[nodiscard]] int cancelling() const noexcept { return cancel_requests_; }
  int uncancel() noexcept;
  /// Takes back a request that has not been thrown yet.
  void forget_cancel() noexcept { must_cancel_ = false; }
  /// Its loop closes and drops it: it cannot wait any more.
  [[nodiscard]] bool abandoned() const noexcept { return abandoned_; }

  [[nodiscard]] std::string name() const;
  /// The name in its two halves, for those who may not allocate: what it was given, and, where that is empty, its number.
  [[nodiscard]] std::string_view given_name() const noexcept { return name_; }
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }
  void set_name(std::string_view name);
  [[nodiscard]] std::string describe() const override { return name(); }
  using FutureState::as_task;
  [[nodiscard]] const TaskState* as_task() const noexcept override { return this; }
  /// Refuses: a task ends by its function.
  void check_settable(const char* operation) const override;

  /// The context that the task runs in; null is one without values.
  [[nodiscard]] Ref<ContextState>& context() noexcept { return context_; }

  /// Where a task is in its life.
  enum class State : std::uint8_t {
    /// It has not begun; it is in the ready queue.
    created,
    /// It waits for nothing any more and is in the ready queue.
    ready,
    /// Its step is under way: it is the loop's current task.
    running,
    /// It waits for `waiting_for()`, among whose callbacks it is.
    waiting,
    /// It has a result, an exception, or was cancelled.
    done,
  };
  [[nodiscard]] State state() const noexcept;
  using FutureState::kind;
  [[nodiscard]] FutureKind kind() const noexcept override { return FutureKind::task; }

  /// What the task waits for, or null.
  [[nodiscard]] const FutureState* waiting_for() const noexcept { return waiting_for_; }
  [[nodiscard]] FutureState* waiting_for() noexcept { return waiting_for_; }
  /// The line of the program at which the task last waited or gave way; line 0 where that is not known.
  [[nodiscard]] std::source_location where() const noexcept { return where_; }
  void set_where(std::source_location where) noexcept { where_ = where; }

 protected:
  /// Runs the function, stores what it returns, and destroys it: what it captured lives no longer than its run.
  virtual void call() = 0;
  virtual void discard_function() noexcept = 0;

 private:
  friend class Loop;
  friend void wait_until_done(FutureState& future);
  friend void yield_once(std::source_location where);

  /// Runs the task from its beginning to its end, on the stack of the caller.
  void run() noexcept;
  void request_cancel(std::string_view message);
  bool cancel_innermost(std::string_view message);
  void tell_cancel_received();
  /// After a wait: whether something else is to be thrown than what was waited for.
  [[nodiscard]] bool interrupted() const noexcept { return must_cancel_ || abandoned_; }
  /// Throws it.
  [[noreturn]] void interrupt(const FutureState* awaited);
  [[noreturn]] void refuse_to_wait() const;
  /// Throws RuntimeError if this task waits, directly or by way of other tasks, for `task`.
  void check_no_cycle(TaskState& task);

  // What each step touches comes first, close together, as it is to be one line of the cache. The bytes fit behind the base class's last.
  /// CancelledError is to be thrown at the next step.
  bool must_cancel_ = false;
  /// `cancel` is under way.
  bool being_cancelled_ = false;
  /// The loop closes: GeneratorExit is thrown at every wait.
  bool abandoned_ = false;
  /// The stack on which the task waits; null before its first step and after its last.
  core::Fiber* fiber_ = nullptr;
  std::source_location where_;
  FutureState* waiting_for_ = nullptr;
  Ref<ContextState> context_;
  /// Neighbours in the loop's list of the tasks that are not done.
  TaskState* previous_ = nullptr;
  TaskState* next_ = nullptr;
  std::uint64_t number_;
  int cancel_requests_ = 0;
  std::string name_;
  std::string cancel_message_;
};

inline Ready::Ready(TaskState& task) noexcept : bits_(reinterpret_cast<std::uintptr_t>(&task) | 1U) {}
inline TaskState& Ready::task() const noexcept { return *reinterpret_cast<TaskState*>(bits_ & ~std::uintptr_t{1}); }

template <class Function, class T>
class TaskOf final : public StateOf<T, TaskState> {
 public:
  TaskOf(Loop& loop, std::string_view name, Ref<ContextState> context, std::source_location created_at,
         Function function)
      : StateOf<T, TaskState>(loop, name, std::move(context), created_at), function_(std::move(function)) {}

 private:
  void call() override {
    const struct Discard {
      TaskOf& task;
      ~Discard() { task.function_.reset(); }
    } discard{*this};
    // Not by std::invoke, and no `return` of a call: clang computes what a `return` returns at compile time if it can, and for that runs an
    // endless loop of a lambda, which is implicitly constexpr, for as many steps as `-fconstexpr-steps` allows: seconds.
    if constexpr (std::is_void_v<T>) {
      (*function_)();
    } else {
      static_cast<std::optional<T>*>(this->slot())->emplace((*function_)());
    }
  }
  void discard_function() noexcept override { function_.reset(); }

  std::optional<Function> function_;
};

template <class Function>
Ref<TaskState> make_task(Loop& loop, Function function, std::string_view name, Ref<ContextState> context,
                         std::source_location created_at = {}) {
  return Ref<TaskState>(
      new TaskOf<Function, ResultOf<Function>>(loop, name, std::move(context), created_at, std::move(function)));
}

[[nodiscard]] Context context_of(TaskState& task);
[[nodiscard]] std::vector<std::string> stack_of(TaskState& task);
void print_stack(TaskState& task);
/// The task that runs on this thread, or null.
[[nodiscard]] TaskState* current_task() noexcept;
/// Lets everything that is ready run once, then goes on: `sleep(0)`.
void yield_once(std::source_location where = {});

}  // namespace detail

/// A shared reference to a task. A task is a future, completed by its function's return value or exception.
template <class T = void>
class Task : public Future<T> {
 public:
  /// Refused: a task exists from `create_task` on.
  Task() ASYNCIO_REFUSED(
      "a Task is never empty: keep std::optional<asyncio::Task<>>, or write tasks.insert_or_assign(key, "
      "create_task(f)) for "
      "tasks[key] = create_task(f)");
  explicit Task(detail::Ref<detail::TaskState> state) noexcept
      : Future<T>(detail::Ref<detail::FutureState>(state.get())) {}

  /// Asks the task to end: CancelledError with `message` is thrown where it waits, or it never starts. The task may catch it and
  /// go on. False when already done.
  bool cancel(std::string_view message = {}, std::source_location where = std::source_location::current()) const {
    return detail::cancel_from(where, task(), message);
  }
  /// How many `cancel` calls have not been taken back by `uncancel`.
  [[nodiscard]] int cancelling() const noexcept { return task().cancelling(); }
  /// Takes one `cancel` back; how many remain.
  int uncancel() const noexcept { return task().uncancel(); }

  /// As `Future::add_done_callback`; the callback is given the task, and may take it as a future.
  template <std::invocable<Task> Callback>
  Handle add_done_callback(Callback callback) const {
    return this->template add_callback<Task>(std::move(callback), detail::copy_current_context());
  }
  template <std::invocable<Task> Callback>
  Handle add_done_callback(Callback callback, const Context& context) const {
    return this->template add_callback<Task>(std::move(callback), context.state());
  }

  /// The context that the task runs in.
  [[nodiscard]] Context get_context() const { return detail::context_of(task()); }

  /// As given, else `Task-N`, counting from 1 in this process.
  [[nodiscard]] std::string get_name() const { return task().name(); }
  void set_name(std::string_view name) const { task().set_name(name); }

  /// The calls that are under way in the task, innermost first, a line each; empty where it has not started or is done, and
  /// in a browser, which does not tell.
  [[nodiscard]] std::vector<std::string> get_stack() const { return detail::stack_of(task()); }
  /// Writes to stderr what the task is doing: whom it waits for, and the calls of `get_stack`.
  void print_stack() const { detail::print_stack(task()); }

 private:
  template <class Given, class Callback>
  friend class detail::DoneCallback;
  /// Of a task's own state.
  explicit Task(detail::Ref<detail::FutureState> state) noexcept : Future<T>(std::move(state)) {}

  [[nodiscard]] detail::TaskState& task() const noexcept { return static_cast<detail::TaskState&>(*this->state()); }
};

/// Schedules `function` to run as a task of the running loop and returns at once: it starts when the caller next waits. It runs in a
/// copy of the current context, or in the one that is given. Throws RuntimeError where no loop runs.
template <std::invocable Function>
auto create_task(Function function [[clang::lifetimebound]], std::string_view name = {},
                 std::source_location where = std::source_location::current()) -> Task<detail::ResultOf<Function>> {
  return Task<detail::ResultOf<Function>>(
      detail::make_task(detail::running_loop(), std::move(function), name, detail::copy_current_context(), where));
}
template <std::invocable Function>
auto create_task(Function function [[clang::lifetimebound]], std::string_view name, const Context& context,
                 std::source_location where = std::source_location::current()) -> Task<detail::ResultOf<Function>> {
  return Task<detail::ResultOf<Function>>(
      detail::make_task(detail::running_loop(), std::move(function), name, context.state(), where));
}
detail::Refused create_task(...) ASYNCIO_REFUSED(
    "create_task takes a function that it calls later without arguments: write create_task([=] { return f(x); }), not "
    "create_task(f(x))");

/// A reference to a task whose result type does not matter, as `current_task` and `all_tasks` give it. What waits for it learns whether it
/// failed: `await(any)` returns nothing or throws, and `gather(all_tasks())` gives as many times `None`.
class AnyTask : public Task<> {
 public:
  explicit AnyTask(detail::Ref<detail::TaskState> state) noexcept : Task(std::move(state)) {}
  template <class T>
  AnyTask(const Task<T>& task) noexcept  // NOLINT(google-explicit-constructor): every task is one
      : AnyTask(detail::Ref<detail::TaskState>(static_cast<detail::TaskState*>(task.state().get()))) {}

  template <class T>
  friend bool operator==(const AnyTask& a, const Task<T>& b) noexcept {
    return a.state().get() == b.state().get();
  }
  friend bool operator==(const AnyTask& a, const AnyTask& b) noexcept { return a.state() == b.state(); }
};

/// The task that runs now; none inside a callback. Throws RuntimeError where no loop runs.
[[nodiscard]] std::optional<AnyTask> current_task();
/// The same for a loop, which need not run.
[[nodiscard]] std::optional<AnyTask> current_task(const EventLoop& loop);
/// The tasks of the running loop that are not done, in order of creation. Throws RuntimeError where no loop runs.
[[nodiscard]] std::vector<AnyTask> all_tasks();
/// The same for a loop, which need not run.
[[nodiscard]] std::vector<AnyTask> all_tasks(const EventLoop& loop);

/// Who waits for whom, and where, of the tasks of the running loop that are not done: a line for each task, indented below the one that waits for it,
/// and at most one more for each further wait, however they share. Throws RuntimeError where no loop runs. Follows CPython 3.14's
/// `asyncio.format_call_graph`, which begins at the other end.
[[nodiscard]] std::string format_call_graph();
/// Writes it to standard output. Follows `asyncio.print_call_graph`.
void print_call_graph();

/// Bytes of stack that tasks of this thread get which start from now on and wait; 0 changes nothing. Returns what it was. The usual size
/// (256 KB natively, 64 KB in a browser, where only what has an address lies on it) is enough for all but deep recursion and large
/// arrays. Throws std::invalid_argument for less than 32 KB. Follows Python's `threading.stack_size`.
std::size_t stack_size(std::size_t bytes = 0);

template <std::invocable Function>
auto EventLoop::create_task(Function function [[clang::lifetimebound]], std::string_view name,
                            std::source_location where) -> Task<detail::ResultOf<Function>> {
  return Task<detail::ResultOf<Function>>(
      detail::make_task(*loop_, std::move(function), name, detail::copy_current_context(), where));
}

template <std::invocable Function>
auto EventLoop::create_task(Function function [[clang::lifetimebound]], std::string_view name, const Context& context,
                            std::source_location where) -> Task<detail::ResultOf<Function>> {
  return Task<detail::ResultOf<Function>>(detail::make_task(*loop_, std::move(function), name, context.state(), where));
}

}  // namespace asyncio
