#include "loop.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <utility>

#include "../ports/inbox.hpp"
#include "describe_exception.hpp"
#include "describe_place.hpp"
#include "event_log.hpp"
#include "exception_state.hpp"

namespace asyncio::detail {

constinit thread_local Loop* Loop::running_ = nullptr;

namespace {

std::uint32_t next_loop_number() noexcept {
  static std::atomic<std::uint32_t> last = 0;
  return ++last;
}

}  // namespace

Loop::Loop(std::unique_ptr<core::Reactor> reactor) : reactor_(std::move(reactor)), number_(next_loop_number()) {
  if (reactor_->watches_steps()) tell_reactor_of_steps();
  if (core::EventLog* const log = core::EventLog::of_thread()) log->attach(*this);
}

Loop::~Loop() {
  // Owners hold a count, so that nothing runs here any more; unfinished tasks hold one as well.
  end_parts();
}

void Loop::end_parts() noexcept {
  parts_.close();
  closed_ = true;
  dismiss_observers();
  if (const auto& inbox = reactor_->inbox()) inbox->close();
  while (!ready_.empty()) ready_.pop().release();
  while (!timers_.empty()) timers_.pop().release();
}

const void* Loop::this_thread() noexcept { return &running_; }

void Loop::refuse() { throw RuntimeError("Event loop is closed"); }

void Loop::refuse(Ready item) {
  item.release();
  refuse();
}

void Loop::call_at(std::chrono::nanoseconds when, HandleState& handle) {
  check_open();
  if (debug_) check_thread();
  handle.when_ = when;
  handle.retain();
  timers_.push(handle);
}

void Loop::forget(HandleState& handle) noexcept {
  if (timers_.remove(handle)) handle.release();
}

void Loop::check_can_run() const {
  check_open();
  if (is_running()) throw RuntimeError("This event loop is already running");
  if (running_ != nullptr) {
    throw RuntimeError("Cannot run the event loop while another loop is running");
  }
}

void Loop::close() {
  if (is_running()) throw RuntimeError("Cannot close a running event loop");
  if (closed_) return;
  closing_ = true;
  while (first_task_ != nullptr) abandon(*first_task_);
  end_parts();
}

void Loop::abandon(TaskState& task) {
  const Ref<TaskState> keep(&task);
  call_exception_handler({"Task was destroyed but it is pending!", nullptr, task.name()}, task);
  task.abandoned_ = true;
  if (task.fiber_ == nullptr) {
    task.discard_function();
    task.finish_cancelled(std::make_exception_ptr(CancelledError()));
    remove_task(task);
    return;
  }
  const core::ExceptionState callers_exceptions;
  root_ = &core::Fiber::current();
  Loop* const before = std::exchange(running_, this);
  current_task_ = &task;
  task.fiber_->switch_to();
  running_ = before;
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
            (task->waiting_for() != nullptr ? task->waiting_for()->describe() + core::describe_place(task->where())
                                            : "its first turn");
  }
  if (unnamed != 0) text += "\n  and " + std::to_string(unnamed) + " more";
  return text;
}

void Loop::call_exception_handler(const ExceptionContext& context) noexcept {
  if (exception_handler_) {
    EventLoop self{Ref<Loop>(this)};
    // A handler may put another in its own place.
    const Ref<ExceptionHandler> handler = exception_handler_;
    std::exception_ptr failure;
    try {
      handler->handle(self, context);
      return;
    } catch (...) {
      failure = std::current_exception();
    }
    default_exception_handler({"Unhandled error in exception handler", std::move(failure), {}});
  }
  default_exception_handler(context);
}

void Loop::call_exception_handler(const ExceptionContext& context, TaskState& failed) noexcept {
  // Swapped, so that what the handler sets stays in the task's context.
  Ref<ContextState>& place = detail::current_context();
  std::swap(place, failed.context());
  call_exception_handler(context);
  std::swap(place, failed.context());
}

void Loop::default_exception_handler(const ExceptionContext& context) noexcept {
  std::string line = context.future.empty() ? context.message : context.future + ": " + context.message;
  if (context.exception) line += ": " + core::describe_exception(context.exception);
  line += '\n';
  std::fputs(line.c_str(), stderr);
}

Ref<ContextState>* Loop::current_context() noexcept {
  if (current_task_ != nullptr) return &current_task_->context();
  return current_handle_ != nullptr ? &current_handle_->context_ : nullptr;
}

namespace {

Ref<ContextState>& threads_own_context() noexcept {
  thread_local Ref<ContextState> own;
  return own;
}

}  // namespace

Ref<ContextState>& current_context() noexcept {
  Loop* const loop = Loop::running();
  Ref<ContextState>* const context = loop != nullptr ? loop->current_context() : nullptr;
  return context != nullptr ? *context : threads_own_context();
}

Ref<ContextState> copy_current_context() {
  const Ref<ContextState>& current = current_context();
  if (!current || !current->values) [[likely]]
    return {};
  Ref<ContextState> copy = make_ref<ContextState>();
  copy->values = current->values;
  return copy;
}

void HandleState::cancel() noexcept {
  if (std::exchange(cancelled_, true)) return;
  // A handle may outlive its loop, but not while the loop has it queued.
  if (timer_index_ != not_queued) loop_->forget(*this);
}

void call_soon(Loop& loop, Ref<HandleState> handle) {
  if (loop.debug()) loop.check_thread();
  loop.call_soon(Ready(*handle));
}
void call_at(Loop& loop, std::chrono::nanoseconds when, Ref<HandleState> handle) { loop.call_at(when, *handle); }
std::chrono::nanoseconds loop_time(Loop& loop) noexcept { return loop.time(); }

std::chrono::nanoseconds to_nanoseconds(Duration duration) noexcept {
  // A century fits in 62 bits of nanoseconds with room to add the time of day; longer is for ever.
  constexpr double century = 100.0 * 365.25 * 24 * 3600;
  const double seconds = duration.count();
  if (!(seconds > 0)) return std::chrono::nanoseconds(0);
  // To the nearest, so that a sum of seconds as double falls on the same moment as a sum of nanoseconds.
  return std::chrono::nanoseconds(std::llround(std::min(seconds, century) * 1e9));
}

std::chrono::nanoseconds deadline_after(Loop& loop, std::chrono::nanoseconds delay) noexcept {
  const auto now = loop.time();
  // A clock that jumps comes far: the end of time is near after two sleeps of a century.
  return delay > std::chrono::nanoseconds::max() - now ? std::chrono::nanoseconds::max() : now + delay;
}

std::chrono::nanoseconds deadline_after(Loop& loop, Duration delay) noexcept {
  return deadline_after(loop, to_deadline(delay.count()));
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
void EventLoop::shutdown_asyncgens() {
  if (detail::LoopPart* const open = loop_->only(detail::OnlyPart::async_generators)) open->shut_down();
}
void EventLoop::close() { loop_->close(); }
void EventLoop::install_exception_handler(detail::Ref<detail::ExceptionHandler> handler) noexcept {
  loop_->set_exception_handler(std::move(handler));
}
void EventLoop::default_exception_handler(const ExceptionContext& context) noexcept {
  loop_->default_exception_handler(context);
}
void EventLoop::set_debug(bool enabled) { loop_->set_debug(enabled); }
bool EventLoop::get_debug() const noexcept { return loop_->debug(); }
void EventLoop::set_slow_callback_duration(Duration duration) noexcept {
  loop_->slow_callback_duration = detail::to_nanoseconds(duration);
}
Duration EventLoop::slow_callback_duration() const noexcept { return loop_->slow_callback_duration; }
void EventLoop::call_exception_handler(const ExceptionContext& context) noexcept {
  loop_->call_exception_handler(context);
}

EventLoop detail::event_loop_of(FutureState& future) noexcept { return EventLoop(Ref<Loop>(&future.loop())); }

namespace detail {
namespace {

constinit thread_local ReactorMaker* reactor_maker = nullptr;

}  // namespace

ReactorMaker* set_reactor_maker(ReactorMaker* maker) noexcept { return std::exchange(reactor_maker, maker); }

}  // namespace detail

EventLoop get_running_loop() { return EventLoop(detail::Ref<detail::Loop>(&detail::running_loop())); }

std::unique_ptr<core::Reactor> detail::make_reactor() {
  return reactor_maker != nullptr ? reactor_maker->make_reactor() : core::make_reactor();
}

EventLoop new_event_loop() { return new_event_loop(detail::make_reactor()); }

EventLoop new_event_loop(std::unique_ptr<core::Reactor> reactor) {
  return EventLoop(detail::make_ref<detail::Loop>(std::move(reactor)));
}

void core::throw_not_the_platforms() {
  throw RuntimeError(
      "this event loop does not run on the platform's own reactor, without which the platform has no network, HTTP or "
      "workers for it");
}

}  // namespace asyncio
