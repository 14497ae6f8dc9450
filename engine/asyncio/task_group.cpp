#include <asyncio/task_group.hpp>
#include <string>
#include <utility>

#include "../core/exception_kind.hpp"
#include "../core/loop.hpp"

namespace asyncio {

using detail::ExceptionKind;
using detail::FutureState;
using detail::HandleState;
using detail::Ready;
using detail::Ref;
using detail::TaskState;

/// A task of the group until it is done, and its callback. The group's list and the task's callbacks hold it.
class TaskGroup::Member final : public HandleState {
 public:
  Member(TaskGroup& group, TaskState& task) : HandleState(task.loop()), group_(&group), task_(&task) {}

  [[nodiscard]] TaskState& task() const noexcept { return *task_; }
  void run() override { group_->task_done(*this, *task_); }

 private:
  friend class TaskGroup;
  friend class detail::GroupWaiter;

  TaskGroup* group_;
  Ref<TaskState> task_;
  Member* previous_ = nullptr;
  Member* next_ = nullptr;
};

/// What the task of the body waits for after the body.
class detail::GroupWaiter final : public FutureState {
 public:
  GroupWaiter(Loop& loop, const TaskGroup& group) : FutureState(loop), group_(&group) {}
  [[nodiscard]] std::string describe() const override {
    std::string text = "TaskGroup with";
    for (auto* member = group_->first_; member != nullptr; member = member->next_) {
      text += (member == group_->first_ ? " " : ", ") + member->task().name();
    }
    return text;
  }
  [[nodiscard]] FutureKind kind() const noexcept override { return FutureKind::other; }
  void list_awaited(std::vector<FutureState*>& list) const override {
    for (auto* member = group_->first_; member != nullptr; member = member->next_) list.push_back(&member->task());
  }

 private:
  const TaskGroup* group_;
};

void detail::run_task_group(TaskGroup& group, AnyBody body) {
  group.enter();
  std::exception_ptr failure;
  try {
    body();
  } catch (...) {
    failure = std::current_exception();
  }
  group.leave(std::move(failure));
}

void detail::task_group_without_result() {
  throw RuntimeError("TaskGroup.cancel() ended the body before it had a result");
}

TaskGroup::~TaskGroup() {
  // Only the tasks of a loop that closes are left, whose parent has been dropped before them.
  while (first_ != nullptr) {
    first_->cancel();
    remove(*first_);
  }
}

void TaskGroup::check_open() const {
  if (!entered_) throw RuntimeError("TaskGroup has not been entered");
  if (exiting_ && first_ == nullptr) throw RuntimeError("TaskGroup is finished");
  if (aborting_) throw RuntimeError("TaskGroup is shutting down");
}

void TaskGroup::add(TaskState& task) {
  const Ref<Member> member(new Member(*this, task));
  member->retain();  // The list's count.
  member->previous_ = last_;
  (last_ != nullptr ? last_->next_ : first_) = member.get();
  last_ = member.get();
  task.add_callback(Ready(*member));
}

void TaskGroup::remove(Member& member) noexcept {
  (member.previous_ != nullptr ? member.previous_->next_ : first_) = member.next_;
  (member.next_ != nullptr ? member.next_->previous_ : last_) = member.previous_;
  member.release();
}

/// [TaskGroup._on_task_done]
void TaskGroup::task_done(Member& member, TaskState& task) {
  remove(member);
  if (on_completed_ && first_ == nullptr && !on_completed_->done()) on_completed_->finish();
  if (task.cancelled() || !task.peek_exception()) return;
  errors_.push_back(task.exception());
  // Else the body hears of it already, or will.
  if (aborting_ || parent_cancel_requested_) return;
  abort();
  cancel_parent();
}

/// [TaskGroup._abort]
void TaskGroup::abort() {
  aborting_ = true;
  for (Member* member = first_; member != nullptr; member = member->next_) {
    if (!member->task_->done()) member->task_->cancel({});
  }
}

/// The request is taken back in `leave`: nobody outside is to see it.
void TaskGroup::cancel_parent() {
  parent_cancel_requested_ = true;
  parent_->cancel({});
}

void TaskGroup::cancel(std::source_location where) {
  if (!entered_) {
    cancel_on_enter_ = true;
    return;
  }
  if (aborting_ || (exiting_ && first_ == nullptr)) return;
  // Left by a task that was dropped.
  if (!parent_) return abort();
  const detail::CancelLine line(parent_->loop(), where);
  abort();
  if (!parent_cancel_requested_) cancel_parent();
}

void TaskGroup::enter() {
  if (entered_) throw RuntimeError("TaskGroup has already been entered");
  TaskState* const task = detail::current_task();
  if (task == nullptr) throw RuntimeError("TaskGroup cannot determine the parent task");
  parent_ = Ref<TaskState>(task);
  entered_ = true;
  if (cancel_on_enter_) cancel({});
}

std::exception_ptr TaskGroup::wait_for_tasks(std::exception_ptr& propagate) {
  std::exception_ptr last;
  // Once more for each request to cancel, of which there may be many.
  while (first_ != nullptr) {
    std::exception_ptr cancelled;
    on_completed_ = Ref<FutureState>(new detail::GroupWaiter(parent_->loop(), *this));
    detail::mark_line(where_);
    try {
      detail::wait_for_result(*on_completed_);
    } catch (const CancelledError&) {
      cancelled = std::current_exception();
    }
    on_completed_ = {};
    if (!cancelled) continue;
    last = cancelled;
    if (aborting_) continue;
    propagate = std::move(cancelled);
    abort();
  }
  return last;
}

/// [TaskGroup._aexit]
void TaskGroup::leave(std::exception_ptr failure) {
  const struct Reset {
    TaskGroup& group;
    ~Reset() {
      group.parent_ = {};
      group.on_completed_ = {};
      group.errors_.clear();
    }
  } reset{*this};
  exiting_ = true;
  const ExceptionKind kind = detail::kind_of_exception(failure);
  if (kind != ExceptionKind::none && !aborting_) abort();
  std::exception_ptr propagate = kind == ExceptionKind::cancelled ? std::exchange(failure, nullptr) : nullptr;
  // A task that is dropped because its loop closes cannot wait any more.
  if (kind == ExceptionKind::generator_exit && parent_->abandoned()) std::rethrow_exception(failure);
  std::exception_ptr pending = wait_for_tasks(propagate);
  if (parent_cancel_requested_) {
    if (parent_->uncancel() == 0) {
      propagate = nullptr;
      parent_->forget_cancel();
    } else if (!propagate) {
      // The requests that are left are not ours (gh-155433).
      propagate = std::move(pending);
    }
  }
  if (propagate && errors_.empty()) std::rethrow_exception(propagate);
  throw_errors(failure);
}

/// `failure` is the body's, unless it was cancelled.
void TaskGroup::throw_errors(const std::exception_ptr& failure) {
  const bool exits = detail::kind_of_exception(failure) == ExceptionKind::generator_exit;
  if (failure && !exits) errors_.push_back(failure);
  if (errors_.empty() && !exits) return;
  if (parent_->cancelling() != 0) {
    // Someone outside wants the task cancelled, and the errors go first: the request is made anew, to be heard at the next wait
    // (gh-116720). The count stays.
    parent_->uncancel();
    parent_->cancel({});
  }
  if (!exits) throw ExceptionGroup("unhandled errors in a TaskGroup", std::move(errors_));
  // No group can hold it, and it must come through: a generator is being closed.
  for (auto& error : errors_) {
    parent_->loop().call_exception_handler(
        {"TaskGroup task exception was not propagated because the TaskGroup body is being closed", std::move(error)});
  }
  std::rethrow_exception(failure);
}

}  // namespace asyncio
