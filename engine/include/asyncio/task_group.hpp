/// @file
/// `TaskGroup`: tasks that end where they began. Follows CPython's `asyncio.taskgroups` (3.13, whose fixes of nested groups 3.12 lacks, and
/// `cancel` of 3.15).
///
///     asyncio::task_group([&](asyncio::TaskGroup& group) {     // async with asyncio.TaskGroup() as group:
///       group.create_task([&] { left = load("left"); });
///       group.create_task([&] { right = load("right"); });
///     });                                                      // both are done here
#pragma once

#include <concepts>
#include <cstddef>
#include <exception>
#include <source_location>
#include <string_view>
#include <utility>
#include <vector>

#include <asyncio/detail/scope.hpp>
#include <asyncio/exception_group.hpp>
#include <asyncio/task.hpp>

namespace asyncio {

class TaskGroup;

namespace detail {

class GroupWaiter;
void run_task_group(TaskGroup& group, AnyBody body);
/// The body was cancelled by `TaskGroup::cancel` and should have had a result.
[[noreturn]] void task_group_without_result();

}  // namespace detail

/// A group of tasks and a body, which ends when all of them have. The first error among them cancels the others and the body. Used once,
/// by the task that calls `run`.
class TaskGroup {
 public:
  TaskGroup() = default;
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;
  ~TaskGroup();

  /// Calls `body`, which may take this object, waits for all tasks of the group, and returns what the body returned. Afterwards no task of the
  /// group runs, so that they may refer to what surrounds it.
  ///
  /// When a task or the body fails, the others are cancelled, the body too, and waited for. Throws ExceptionGroup "unhandled
  /// errors in a TaskGroup" with the tasks' errors in the order of their ends and the body's last; what is cancelled is no error. Where there
  /// is none, throws CancelledError when the current task was cancelled from outside; GeneratorExit of the body comes
  /// through by itself. Throws RuntimeError outside a task, when called a second time, and when `cancel` has left a body without its result.
  template <detail::BodyOf<TaskGroup> Body>
  auto run(Body&& body, std::source_location where = std::source_location::current())
      -> detail::BodyResult<TaskGroup, Body> {
    where_ = where;
    return detail::run_scope(*this, body, &detail::run_task_group, &detail::task_group_without_result);
  }

  /// Starts a task in the group, also from within its tasks while `run` waits for them. Throws RuntimeError before `run`, once
  /// the last task is done after the body's end, and when the group is shutting down because of an error or `cancel`.
  template <std::invocable Function>
  auto create_task(Function function, std::string_view name = {},
                   std::source_location where = std::source_location::current()) -> Task<detail::ResultOf<Function>> {
    check_open();
    return add(asyncio::create_task(std::move(function), name, where));
  }
  /// The same in a context that is given instead of a copy of the current one.
  template <std::invocable Function>
  auto create_task(Function function, std::string_view name, const Context& context,
                   std::source_location where = std::source_location::current()) -> Task<detail::ResultOf<Function>> {
    check_open();
    return add(asyncio::create_task(std::move(function), name, context, where));
  }
  detail::Refused create_task(...) ASYNCIO_REFUSED(
      "create_task takes a function that it calls later without arguments: write create_task([=] { return f(x); }), "
      "not create_task(f(x))");

  /// Ends the group early: cancels its tasks and its body; `run` returns without CancelledError. Before `run`, the body is
  /// cancelled where it first waits. Harmless again and afterwards. Follows Python 3.15.
  void cancel(std::source_location where = std::source_location::current());

 private:
  friend void detail::run_task_group(TaskGroup& group, detail::AnyBody body);
  friend class detail::GroupWaiter;
  class Member;

  void check_open() const;
  template <class T>
  Task<T> add(Task<T> task) {
    add(static_cast<detail::TaskState&>(*task.state()));
    return task;
  }
  void add(detail::TaskState& task);
  void remove(Member& member) noexcept;
  void task_done(Member& member, detail::TaskState& task);
  void abort();
  void cancel_parent();

  void enter();
  void leave(std::exception_ptr failure);
  /// Waits until no task is left; the CancelledError that came last meanwhile.
  std::exception_ptr wait_for_tasks(std::exception_ptr& propagate);
  void throw_errors(const std::exception_ptr& failure);

  detail::Ref<detail::TaskState> parent_;
  /// Where the parent waits for the tasks, as far as it can say: the line of `run`.
  std::source_location where_;
  /// The tasks that are not done, in order of creation.
  Member* first_ = nullptr;
  Member* last_ = nullptr;
  detail::Ref<detail::FutureState> on_completed_;
  std::vector<std::exception_ptr> errors_;
  bool entered_ = false;
  bool exiting_ = false;
  bool aborting_ = false;
  bool parent_cancel_requested_ = false;
  bool cancel_on_enter_ = false;
};

/// `TaskGroup().run(body)`.
template <detail::BodyOf<TaskGroup> Body>
auto task_group(Body&& body, std::source_location where = std::source_location::current())
    -> detail::BodyResult<TaskGroup, Body> {
  TaskGroup group;
  return group.run(body, where);
}

}  // namespace asyncio
