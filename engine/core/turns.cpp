/// @file
/// Who runs next: the loop's iteration, and the only place in it that switches stacks.
#include <cstdio>
#include <utility>

#include "exception_state.hpp"
#include "loop.hpp"

namespace asyncio::detail {

void Loop::run_forever() {
  check_can_run();
  first_iteration_ = true;
  deadlocked_ = false;
  root_ = &core::Fiber::current();
  thread_ = this_thread();
  running_ = this;
  {
    // Put back before anything is thrown from here, or the runtime would lose count of it.
    const core::ExceptionState callers_exceptions;
    take_turns(*root_, Role::root);
  }
  running_ = nullptr;
  thread_ = nullptr;
  root_ = nullptr;
  stopping_ = false;
  if (deadlocked_) throw DeadlockError(describe_deadlock());
}

void Loop::suspend() {
  TaskState* const task = current_task_;
  core::Fiber& fiber = core::Fiber::current();
  task->fiber_ = &fiber;
  if (!fiber.stack().intact()) [[unlikely]]
    core::stack_overflowed(task->name());
  if (debug_) step_ends(task);
  {
    const core::ExceptionState own_exceptions;
    current_task_ = nullptr;
    take_turns(fiber, Role::task);
  }
  if (observes_steps_) step_begins(task);
}

void Loop::runner() noexcept { take_turns(core::Fiber::current(), Role::runner); }

// All switch here, because a processor foretells where a switch returns to from where the last one was called. A runner never leaves, as
// it would return where the processor foretells the calls that another stack has made.
void Loop::take_turns(core::Fiber& self, Role role) {
  do {
    // Whichever loop runs by now.
    core::Fiber& next = running_->next_fiber(self, role);
    if (&next == &self) return;
    if (role == Role::runner) core::FiberPool::current().release(self);
    next.switch_from(self);
    // Handed out for something else, a runner's fiber is to call that.
  } while (role == Role::runner && self.body() == &Loop::runner);
}

core::Fiber& Loop::next_fiber(core::Fiber& self, Role role) {
  TaskState* task = role == Role::runner ? std::exchange(handed_over_, nullptr) : next_turn();
  for (; task != nullptr; task = next_turn()) {
    if (task->fiber_ != nullptr) {
      current_task_ = task;
      return *task->fiber_;
    }
    if (role == Role::runner) {
      run_to_end(*task, self);
    } else if (core::Fiber* const fiber = stack_for(*task)) {
      handed_over_ = task;
      return *fiber;
    }
  }
  return *root_;
}

TaskState* Loop::next_turn() {
  for (;;) {
    while (turns_left_ != 0 && !closing_) {
      --turns_left_;
      const Ready item = ready_.pop();
      if (item.is_task()) return &item.task();
      run_callback(item.handle());
    }
    if (closing_ || (stopping_ && !first_iteration_)) return nullptr;
    if (!begin_iteration()) {
      deadlocked_ = true;
      return nullptr;
    }
  }
}

bool Loop::begin_iteration() {
  if (inbox_ != nullptr) inbox_->collect(*this);
  if (!ready_.empty() || stopping_) {
    reactor_->poll();
  } else {
    // A prompt without a line end should be seen before the program falls silent.
    std::fflush(stdout);
    if (!timers_.empty()) {
      reactor_->wait(core::TimePoint(timers_.next_deadline()));
    } else if (!reactor_->idle() || (inbox_ != nullptr && inbox_->open())) {
      reactor_->wait(std::nullopt);
    } else {
      return false;
    }
  }
  first_iteration_ = false;
  if (!timers_.empty()) {
    const auto now = time();
    while (!timers_.empty() && timers_.next_deadline() <= now) ready_.push(Ready(timers_.pop(), Ready::adopt));
  }
  turns_left_ = ready_.size();
  return true;
}

void Loop::run_callback(HandleState& handle) noexcept {
  const Ref<HandleState> keep = Ref<HandleState>::adopt(&handle);
  if (handle.cancelled_) return;
  std::exception_ptr failure;
  if (observes_steps_) step_begins(nullptr);
  // Not null where a callback of this loop runs another loop to its end.
  HandleState* const outer = std::exchange(current_handle_, &handle);
  try {
    handle.run();
  } catch (...) {
    failure = std::current_exception();
  }
  current_handle_ = outer;
  if (debug_) step_ends(nullptr);
  // Outside the catch: the handler is the user's, and may do anything.
  if (failure) call_exception_handler({"Exception in callback", std::move(failure)});
}

core::Fiber* Loop::stack_for(TaskState& task) noexcept {
  try {
    return &core::FiberPool::current().acquire(&Loop::runner);
  } catch (...) {
    task.finish_with(std::current_exception());
  }
  task.discard_function();
  remove_task(task);
  return nullptr;
}

void Loop::run_to_end(TaskState& task, core::Fiber& fiber) noexcept {
  current_task_ = &task;
  if (observes_steps_) step_begins(&task);
  task.run();
  if (!fiber.stack().intact()) [[unlikely]]
    core::stack_overflowed(task.name());
  if (debug_) step_ends(&task);
  task.fiber_ = nullptr;
  current_task_ = nullptr;
  remove_task(task);
}

}  // namespace asyncio::detail
