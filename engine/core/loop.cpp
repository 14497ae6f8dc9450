#include "loop.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <utility>

#include "describe_exception.hpp"
#include "exception_state.hpp"

namespace asyncio::detail {
namespace {

thread_local Loop* running_on_this_thread = nullptr;

}  // namespace

Loop::Loop(std::unique_ptr<core::Reactor> reactor)
    : reactor_(std::move(reactor)), watches_steps_(reactor_->watches_steps()) {}

Loop::~Loop() {
  // Owners hold a count, so that nothing runs here any more; unfinished tasks hold one as well.
  while (!ready_.empty()) ready_.pop().release();
  while (!timers_.empty()) timers_.pop().release();
}

Loop* Loop::running() noexcept { return running_on_this_thread; }

void Loop::check_open() const {
  if (closed_) throw RuntimeError("Event loop is closed");
}

void Loop::call_soon(Ready item) {
  if (closed_) {
    item.release();
    check_open();
  }
  ready_.push(item);
}

void Loop::call_at(std::chrono::nanoseconds when, HandleState& handle) {
  check_open();
  handle.when_ = when;
  handle.retain();
  timers_.push(handle);
}

void Loop::forget(HandleState& handle) noexcept {
  if (timers_.remove(handle)) handle.release();
}

void Loop::add_task(TaskState& task) noexcept {
  task.retain();
  task.previous_ = last_task_;
  (last_task_ != nullptr ? last_task_->next_ : first_task_) = &task;
  last_task_ = &task;
}

void Loop::remove_task(TaskState& task) noexcept {
  (task.previous_ != nullptr ? task.previous_->next_ : first_task_) = task.next_;
  (task.next_ != nullptr ? task.next_->previous_ : last_task_) = task.previous_;
  task.previous_ = task.next_ = nullptr;
  task.release();
}

void Loop::check_can_run() const {
  check_open();
  if (is_running()) throw RuntimeError("This event loop is already running");
  if (running_on_this_thread != nullptr) {
    throw RuntimeError("Cannot run the event loop while another loop is running");
  }
}

void Loop::run_forever() {
  check_can_run();
  first_iteration_ = true;
  deadlocked_ = false;
  root_ = &core::Fiber::current();
  running_on_this_thread = this;
  {
    // Put back before anything is thrown from here, or the runtime would lose count of it.
    const core::ExceptionState callers_exceptions;
    if (TaskState* next = next_turn()) switch_to(next);
  }
  running_on_this_thread = nullptr;
  root_ = nullptr;
  stopping_ = false;
  if (deadlocked_) throw DeadlockError(describe_deadlock());
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
  if (!ready_.empty() || stopping_) {
    reactor_->poll();
  } else {
    // A prompt without a line end should be seen before the program falls silent.
    std::fflush(stdout);
    if (!timers_.empty()) {
      reactor_->wait(core::TimePoint(timers_.next_deadline()));
    } else if (!reactor_->idle()) {
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
  if (watches_steps_) reactor_->step_begins("a callback");
  try {
    handle.run();
  } catch (...) {
    failure = std::current_exception();
  }
  // Outside the catch: the handler is the user's, and may do anything.
  if (failure) call_exception_handler({"Exception in callback", std::move(failure)});
}

void Loop::suspend() {
  TaskState* const task = current_task_;
  task->fiber_ = &core::Fiber::current();
  check_stack(*task);
  {
    const core::ExceptionState own_exceptions;
    current_task_ = nullptr;
    TaskState* const next = next_turn();
    if (next != task) {
      switch_to(next);
    } else {
      current_task_ = task;
      task->release();
    }
  }
  if (watches_steps_) reactor_->step_begins(task->name());
}

void Loop::switch_to(TaskState* task) {
  for (; task != nullptr; task = next_turn()) {
    if (task->fiber_ != nullptr) {
      current_task_ = task;
      core::Fiber& fiber = *task->fiber_;
      task->release();  // The queue's count; the list of unfinished tasks holds another.
      fiber.switch_to();
      return;
    }
    if (core::Fiber* fiber = stack_for(*task)) {
      handed_over_ = task;
      fiber->switch_to();
      return;
    }
  }
  root_->switch_to();
}

core::Fiber* Loop::stack_for(TaskState& task) noexcept {
  try {
    return &core::fiber_pool().acquire(&Loop::runner);
  } catch (...) {
    task.finish_with(std::current_exception());
  }
  task.discard_function();
  remove_task(task);
  task.release();
  return nullptr;
}

void Loop::runner() noexcept {
  for (;;) {
    Loop* const loop = running_on_this_thread;
    loop->run_new_tasks();
  }
}

void Loop::run_new_tasks() {
  TaskState* task = std::exchange(handed_over_, nullptr);
  while (task != nullptr && task->fiber_ == nullptr) {
    current_task_ = task;
    if (watches_steps_) reactor_->step_begins(task->name());
    task->run();
    check_stack(*task);
    task->fiber_ = nullptr;
    current_task_ = nullptr;
    remove_task(*task);
    task->release();
    task = next_turn();
  }
  core::fiber_pool().release(core::Fiber::current());
  switch_to(task);
}

void Loop::check_stack(const TaskState& task) const noexcept {
  if (!core::Fiber::current().stack().intact()) core::stack_overflowed(task.name());
}

void Loop::close() {
  if (is_running()) throw RuntimeError("Cannot close a running event loop");
  if (closed_) return;
  closing_ = true;
  while (first_task_ != nullptr) abandon(*first_task_);
  closed_ = true;
  while (!ready_.empty()) ready_.pop().release();
  while (!timers_.empty()) timers_.pop().release();
  turns_left_ = 0;
}

void Loop::abandon(TaskState& task) {
  const Ref<TaskState> keep(&task);
  call_exception_handler({"Task was destroyed but it is pending! " + task.name(), nullptr});
  task.abandoned_ = true;
  if (task.fiber_ == nullptr) {
    task.discard_function();
    task.finish_cancelled(std::make_exception_ptr(CancelledError()));
    remove_task(task);
    return;
  }
  const core::ExceptionState callers_exceptions;
  root_ = &core::Fiber::current();
  Loop* const before = std::exchange(running_on_this_thread, this);
  current_task_ = &task;
  task.fiber_->switch_to();
  running_on_this_thread = before;
  root_ = nullptr;
}

std::string Loop::describe_deadlock() const {
  std::string text = "deadlock: every task waits, and nothing can wake one.";
  constexpr int most_named = 20;
  int named = 0;
  int unnamed = 0;
  for (const TaskState* task = first_task_; task != nullptr; task = task->next_) {
    if (named == most_named) {
      ++unnamed;
      continue;
    }
    ++named;
    text += "\n  " + task->name() + " waits for " +
            (task->waiting_for() != nullptr ? task->waiting_for()->describe() : "its first turn");
  }
  if (unnamed != 0) text += "\n  and " + std::to_string(unnamed) + " more";
  return text;
}

void Loop::call_exception_handler(const ExceptionContext& context) noexcept {
  if (exception_handler_ != nullptr) {
    EventLoop self{Ref<Loop>(this)};
    std::exception_ptr failure;
    try {
      exception_handler_(self, context);
      return;
    } catch (...) {
      failure = std::current_exception();
    }
    std::fputs(("Unhandled error in exception handler: " + core::describe_exception(failure) + "\n").c_str(), stderr);
  }
  std::string line = context.message;
  if (context.exception) line += ": " + core::describe_exception(context.exception);
  line += '\n';
  std::fputs(line.c_str(), stderr);
}

void HandleState::cancel() noexcept {
  if (std::exchange(cancelled_, true)) return;
  // A handle may outlive its loop, but not while the loop has it queued.
  if (timer_index_ != not_queued) loop_->forget(*this);
}

void call_soon(Loop& loop, Ref<HandleState> handle) { loop.call_soon(Ready(*handle)); }
void call_at(Loop& loop, std::chrono::nanoseconds when, Ref<HandleState> handle) { loop.call_at(when, *handle); }
std::chrono::nanoseconds loop_time(Loop& loop) noexcept { return loop.time(); }

std::chrono::nanoseconds to_nanoseconds(Duration duration) noexcept {
  // A century fits in 62 bits of nanoseconds with room to add the time of day; longer is for ever.
  constexpr double century = 100.0 * 365.25 * 24 * 3600;
  const double seconds = duration.count();
  if (!(seconds > 0)) return std::chrono::nanoseconds(0);
  return std::chrono::nanoseconds(static_cast<std::int64_t>(std::min(seconds, century) * 1e9));
}

Loop& running_loop() {
  Loop* const loop = Loop::running();
  if (loop == nullptr) throw RuntimeError("no running event loop");
  return *loop;
}

}  // namespace asyncio::detail

namespace asyncio {

EventLoop::EventLoop(detail::Ref<detail::Loop> loop) noexcept : loop_(std::move(loop)) {}
EventLoop::EventLoop(const EventLoop&) noexcept = default;
EventLoop& EventLoop::operator=(const EventLoop&) noexcept = default;
EventLoop::~EventLoop() = default;

void EventLoop::run_forever() { loop_->run_forever(); }
void EventLoop::stop() noexcept { loop_->stop(); }
bool EventLoop::is_running() const noexcept { return loop_->is_running(); }
bool EventLoop::is_closed() const noexcept { return loop_->is_closed(); }
void EventLoop::close() { loop_->close(); }
void EventLoop::set_exception_handler(ExceptionHandler handler) noexcept { loop_->set_exception_handler(handler); }
void EventLoop::call_exception_handler(const ExceptionContext& context) noexcept {
  loop_->call_exception_handler(context);
}

EventLoop detail::event_loop_of(FutureState& future) noexcept { return EventLoop(Ref<Loop>(&future.loop())); }

EventLoop get_running_loop() { return EventLoop(detail::Ref<detail::Loop>(&detail::running_loop())); }

EventLoop new_event_loop() { return EventLoop(detail::make_ref<detail::Loop>(core::make_reactor())); }

}  // namespace asyncio
