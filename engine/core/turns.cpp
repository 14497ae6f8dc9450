/// @file
/// Who runs next: the loop's iteration, and the only place in it that switches stacks.
#include <cstdio>
#include <utility>

#include "../ports/inbox.hpp"
#include "exception_state.hpp"
#include "loop.hpp"

namespace asyncio::detail {
namespace {

constexpr std::size_t more_turns_than_caches_hold = 2048;

}  // namespace

void Loop::run_forever() {
  check_can_run();
  first_iteration_ = true;
  deadlocked_ = false;
  root_ = &core::Fiber::current();
  thread_ = this_thread();
  running_ = this;
  tell([this](auto& each) { each.loop_runs(*this); });
  {
    // Put back before anything is thrown from here, or the runtime would lose count of it.
    const core::ExceptionState callers_exceptions;
    give_way(*root_);
  }
  running_ = nullptr;
  thread_ = nullptr;
  root_ = nullptr;
  stopping_ = false;
  tell([this](auto& each) { each.loop_stops(*this); });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  if (deadlocked_) throw DeadlockError(describe_deadlock());
}

void Loop::suspend() {
  TaskState* const task = current_task_;
  core::Fiber& fiber = core::Fiber::current();
  task->fiber_ = &fiber;
  if (!fiber.stack().edge_intact()) [[unlikely]]
    core::stack_overflowed(task->name());
  // The log does not ask for this.
  if (observed_by_ == ObservedBy::others) [[unlikely]]
    tell_each([task](auto& each) { each.step_ends(task); });
  const core::ExceptionState own_exceptions;
  current_task_ = nullptr;
  give_way(fiber);
  // Before the exceptions are put back, as an observer may pause the program here. Not marked as unlikely, so that what the log does is compiled in
  // line; to jump over it makes a step without a log no slower.
  if (observed()) {
    tell([this](auto& each) {
      __builtin_assume(current_task_ != nullptr);
      each.step_begins(current_task_);
    });
  }
}

// Each frame between a task and its switch is memory that the task's next turn has to fetch again.
[[gnu::always_inline]] inline void Loop::give_way(core::Fiber& self) {
  for (TaskState* task = next_turn(); task != nullptr; task = next_turn()) {
    if (task->fiber_ == nullptr) {
      core::Fiber* const runner = stack_for(*task);
      if (runner == nullptr) continue;
      handed_over_ = task;
      return runner->switch_from(self);
    }
    core::Fiber& next = go_on_with(*task);
    if (&next != &self) next.switch_from(self);
    return;
  }
  if (root_ != &self) root_->switch_from(self);
}

void Loop::runner() noexcept {
  core::Fiber& self = core::Fiber::current();
  // A fiber that is handed out again with this body goes on here. To return and be called anew would cost a mispredicted return, as the
  // latest call that the processor knows was made on another stack.
  do {
    // Whichever loop runs by now.
    Loop& loop = *running_;
    TaskState* task = std::exchange(loop.handed_over_, nullptr);
    while (task != nullptr && task->fiber_ == nullptr) {
      loop.run_to_end(*task, self);
      task = loop.next_turn();
    }
    core::Fiber& next = task != nullptr ? loop.go_on_with(*task) : *loop.root_;
    core::FiberPool::current().release(self);
    next.switch_from(self);
  } while (self.body() == &Loop::runner);
}

inline core::Fiber& Loop::go_on_with(TaskState& task) noexcept {
  current_task_ = &task;
  if (turns_left_ >= more_turns_than_caches_hold) [[unlikely]]
    prefetch_turns();
  return *task.fiber_;
}

// A task, its fiber and its stack are prefetched one after the other, as each holds the address of the next.
void Loop::prefetch_turns() const noexcept {
  const auto fiber = [this](std::size_t ahead) -> const core::Fiber* {
    const Ready item = ready_.peek(ahead);
    return item.is_task() ? item.task().fiber_ : nullptr;
  };
  if (const Ready item = ready_.peek(6); item.is_task()) __builtin_prefetch(&item.task().fiber_);
  if (const core::Fiber* const next = fiber(4)) __builtin_prefetch(next);
  if (const core::Fiber* const next = fiber(2)) next->prefetch_stack();
}

inline TaskState* Loop::next_turn() {
  while (turns_left_ != 0 || next_iteration()) {
    --turns_left_;
    const Ready item = ready_.pop();
    if (item.is_task()) [[likely]]
      return &item.task();
    run_callback(item.handle());
  }
  return nullptr;
}

bool Loop::next_iteration() {
  do {
    if (closing_ || (stopping_ && !first_iteration_)) return false;
    if (!begin_iteration()) return false;
  } while (turns_left_ == 0);
  return true;
}

bool Loop::begin_iteration() {
  if (observed()) [[unlikely]]
    tell([](auto& each) { each.turn_begins(); });
  try {
    deadlocked_ = !look_outside();
  } catch (...) {
    failure_ = std::current_exception();
  }
  if (deadlocked_ || failure_) [[unlikely]]
    return false;
  // Whoever steers the program may have asked for one meanwhile.
  if (log_ != nullptr) log_->look_for_pause();
  first_iteration_ = false;
  if (!timers_.empty()) {
    const auto now = time();
    while (!timers_.empty() && timers_.next_deadline() <= now) ready_.push(Ready(timers_.pop(), Ready::adopt));
  }
  turns_left_ = ready_.size();
  return true;
}

bool Loop::look_outside() {
  deliver_letters();
  if (!ready_.empty() || stopping_) {
    reactor_->poll();
    return true;
  }
  // A prompt without a line end should be seen before the program falls silent.
  std::fflush(stdout);
  if (timers_.empty() && reactor_->idle() && !expects_letters()) return false;
  wait_in_reactor();
  deliver_letters();
  return true;
}

void Loop::deliver_letters() {
  if (const auto& inbox = reactor_->inbox()) inbox->deliver();
}

bool Loop::expects_letters() const noexcept {
  const auto& inbox = reactor_->inbox();
  return inbox && (inbox->expects(core::Inbox::Hope::letter) || inbox->expects(core::Inbox::Hope::writer));
}

void Loop::wait_in_reactor() {
  std::optional<std::chrono::nanoseconds> deadline;
  if (!timers_.empty()) deadline = timers_.next_deadline();
  if (observed()) [[unlikely]]
    tell([=](auto& each) { each.loop_waits(deadline); });
  reactor_->wait(deadline ? std::optional(core::TimePoint(*deadline)) : std::nullopt);
  if (observed()) [[unlikely]]
    tell([](auto& each) { each.loop_woken(); });
}

void Loop::run_callback(HandleState& handle) noexcept {
  const Ref<HandleState> keep = Ref<HandleState>::adopt(&handle);
  if (handle.cancelled_) return;
  std::exception_ptr failure;
  if (observed()) [[unlikely]]
    tell([](auto& each) { each.step_begins(nullptr); });
  // Not null where a callback of this loop runs another loop to its end.
  HandleState* const outer = std::exchange(current_handle_, &handle);
  try {
    handle.run();
  } catch (...) {
    failure = std::current_exception();
  }
  if (observed()) [[unlikely]]
    tell([](auto& each) { each.step_ends(nullptr); });
  // Outside the catch: the handler is the user's, and may do anything. It runs in the context of the callback.
  if (failure) call_exception_handler({"Exception in callback", std::move(failure)});
  current_handle_ = outer;
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
  if (observed()) [[unlikely]]
    tell([&task](auto& each) { each.step_begins(&task); });
  task.run();
  if (!fiber.stack().intact()) [[unlikely]]
    core::stack_overflowed(task.name());
  if (observed()) [[unlikely]]
    tell([&task](auto& each) { each.step_ends(&task); });
  task.fiber_ = nullptr;
  current_task_ = nullptr;
  remove_task(task);
}

}  // namespace asyncio::detail
