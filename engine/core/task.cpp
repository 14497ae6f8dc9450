#include <asyncio/task.hpp>
#include <stdexcept>
#include <utility>

#include "exception_kind.hpp"
#include "loop.hpp"

namespace asyncio {
namespace detail {
namespace {

std::uint64_t next_task_number() noexcept {
  static thread_local std::uint64_t number = 0;
  return ++number;
}

[[noreturn]] void refuse_outside_task(const char* what) {
  throw RuntimeError(std::string(what) +
                     " outside a task: call it in a function that asyncio::run or create_task runs");
}

TaskState& waiting_task(const char* what) {
  Loop* const loop = Loop::running();
  TaskState* const task = loop != nullptr ? loop->current_task() : nullptr;
  if (task == nullptr) [[unlikely]]
    refuse_outside_task(what);
  return *task;
}

/// Cancelled, or given a CancelledError as a gathering is.
bool holds_cancelled_error(const FutureState& future) {
  return future.cancelled() || kind_of_exception(future.peek_exception()) == ExceptionKind::cancelled;
}

}  // namespace

TaskState::TaskState(Loop& loop, std::string_view name, Ref<ContextState> context, std::source_location created_at)
    : FutureState(loop), context_(std::move(context)), number_(name.empty() ? next_task_number() : 0), name_(name) {
  loop.check_open();
  set_id(loop.next_object());
  loop.add_task(*this);
  loop.call_soon(Ready(*this));
  if (loop.observed()) [[unlikely]]
    loop.tell([&](auto& each) { each.task_created(*this, created_at); });
}

TaskState::~TaskState() = default;

std::string TaskState::name() const { return name_.empty() ? "Task-" + std::to_string(number_) : name_; }

void TaskState::set_name(std::string_view name) {
  name_ = name;
  if (loop().observed()) [[unlikely]]
    loop().tell([this](auto& each) { each.task_named(*this); });
}

TaskState::State TaskState::state() const noexcept {
  if (done()) return State::done;
  if (loop().current_task() == this) return State::running;
  if (waiting_for_ != nullptr && !waiting_for_->done()) return State::waiting;
  return fiber_ == nullptr ? State::created : State::ready;
}

void TaskState::check_settable(const char* operation) const {
  throw RuntimeError(std::string("Task does not support ") + operation + " operation");
}

bool TaskState::cancel(std::string_view message) {
  mark_retrieved();
  if (done()) return false;
  request_cancel(message);
  // The innermost thing that is waited for ends the wait, so that a task in between may say what cancelling means to it. A loop
  // instead of recursion: the tasks may wait in a chain that is longer than the stack is deep.
  TaskState* innermost = this;
  while (innermost->waiting_for_ != nullptr) {
    TaskState* const next = innermost->waiting_for_->as_task();
    if (next == nullptr || next->done()) break;
    innermost = next;
    innermost->request_cancel(message);
  }
  return innermost->cancel_innermost(message);
}

void TaskState::request_cancel(std::string_view message) {
  ++cancel_requests_;
  if (loop().observed()) [[unlikely]]
    loop().tell([&](auto& each) { each.cancel_requested(*this, message, loop().cancelled_at); });
}

bool cancel_from(std::source_location where, FutureState& future, std::string_view message) {
  const CancelLine line(future.loop(), where);
  return future.cancel(message);
}

void TaskState::tell_cancel_received() {
  loop().tell([this](auto& each) { each.cancel_received(*this); });
}

bool TaskState::cancel_innermost(std::string_view message) {
  // It waits for a gathering, whose children wait for it: a deadlock, which is not for cancelling to find.
  if (being_cancelled_) return true;
  being_cancelled_ = true;
  const bool passed_on = waiting_for_ != nullptr && waiting_for_->cancel(message);
  being_cancelled_ = false;
  if (!passed_on) {
    must_cancel_ = true;
    cancel_message_ = message;
  }
  return true;
}

int TaskState::uncancel() noexcept {
  if (cancel_requests_ > 0) --cancel_requests_;
  return cancel_requests_;
}

void TaskState::run() noexcept {
  if (must_cancel_) {
    tell_cancel_received();
    discard_function();
    finish_cancelled(std::make_exception_ptr(CancelledError(std::move(cancel_message_))));
    return;
  }
  try {
    call();
  } catch (const CancelledError&) {
    return finish_cancelled(std::current_exception());
  } catch (const GeneratorExit&) {
    return finish_cancelled(std::make_exception_ptr(CancelledError()));
  } catch (...) {
    return finish_with(std::current_exception());
  }
  if (must_cancel_) [[unlikely]] {
    // Cancelled in its last step, which had no wait left to throw from.
    return finish_cancelled(std::make_exception_ptr(CancelledError(std::move(cancel_message_))));
  }
  finish();
}

void TaskState::interrupt(const FutureState* awaited) {
  if (abandoned_) throw GeneratorExit();
  must_cancel_ = false;
  tell_cancel_received();
  // Cancelled twice before it could hear of the first: that one's message counts, as in CPython (`task_step_impl`).
  if (awaited != nullptr && holds_cancelled_error(*awaited)) std::rethrow_exception(awaited->peek_exception());
  throw CancelledError(std::move(cancel_message_));
}

void TaskState::refuse_to_wait() const { throw RuntimeError(name() + " waits while its loop closes"); }

void TaskState::check_no_cycle(TaskState& task) {
  const auto next = [](TaskState* each) {
    return each->waiting_for_ != nullptr ? each->waiting_for_->as_task() : nullptr;
  };
  TaskState* last = this;
  while (last != nullptr && last != &task) last = next(last);
  if (last == nullptr) return;
  std::string text = task.name() + " would wait for itself: " + task.name() + " waits for " + name();
  for (TaskState* each = this; each != &task;) {
    each = next(each);
    text += ", which waits for " + each->name();
  }
  throw RuntimeError(text);
}

Context context_of(TaskState& task) {
  Ref<ContextState>& context = task.context();
  if (!context) context = make_ref<ContextState>();
  return Context(context);
}

TaskState* current_task() noexcept {
  Loop* const loop = Loop::running();
  return loop != nullptr ? loop->current_task() : nullptr;
}

void mark_line(std::source_location where) noexcept {
  if (TaskState* const task = current_task()) task->set_where(where);
}

void wait_until_done(FutureState& future) {
  if (future.done()) return;
  TaskState& task = waiting_task("waiting for a future");
  if (&future == &task) throw RuntimeError("Task cannot await on itself: " + task.name());
  // Where nobody waits for this task there is no cycle to close: the check, which follows a chain to its end, is rarely made.
  if (task.has_callbacks()) {
    if (TaskState* const other = future.as_task(); other != nullptr && other->waiting_for_ != nullptr)
      other->check_no_cycle(task);
  }
  if (&future.loop() != &task.loop())
    throw RuntimeError(task.name() + " waits for a future that belongs to a different loop");
  if (task.abandoned_) task.refuse_to_wait();
  future.add_callback(Ready(task));
  task.waiting_for_ = &future;
  if (task.must_cancel_ && future.cancel(task.cancel_message_)) task.must_cancel_ = false;
  if (task.loop().observed()) [[unlikely]]
    task.loop().tell([&](auto& each) { each.task_waits(task, future); });
  task.loop().suspend();
  task.waiting_for_ = nullptr;
  // A task that is dropped goes on before the future is done, and may be gone by then.
  if (task.abandoned_) future.remove_callback(Ready(task));
  if (task.interrupted()) [[unlikely]]
    task.interrupt(&future);
  if (task.loop().observed() && holds_cancelled_error(future)) [[unlikely]]
    task.tell_cancel_received();
}

void wait_for_result(FutureState& future) {
  const Ref<FutureState> keep(&future);
  wait_until_done(future);
  future.check_result();
}

void yield_once(std::source_location where) {
  TaskState& task = waiting_task("sleeping");
  task.set_where(where);
  if (task.abandoned_) [[unlikely]]
    task.refuse_to_wait();
  Loop& loop = *Loop::running();
  loop.call_soon(Ready(task));
  // Not marked as unlikely: see Loop::suspend.
  if (loop.observed()) loop.tell([&](auto& each) { each.task_yields(task); });
  loop.suspend();
  if (task.interrupted()) [[unlikely]]
    task.interrupt(nullptr);
}

}  // namespace detail

std::optional<AnyTask> current_task() { return current_task(get_running_loop()); }

std::optional<AnyTask> current_task(const EventLoop& loop) {
  detail::TaskState* const task = loop.state().current_task();
  if (task == nullptr) return std::nullopt;
  return AnyTask(detail::Ref<detail::TaskState>(task));
}

std::size_t stack_size(std::size_t bytes) {
  constexpr std::size_t smallest = 32 * 1024;
  if (bytes != 0 && bytes < smallest)
    throw std::invalid_argument("size not valid: " + std::to_string(bytes) + " bytes");
  core::FiberPool& pool = core::FiberPool::current();
  const std::size_t before = pool.stack_size();
  if (bytes != 0) pool.set_stack_size(bytes);
  return before;
}

std::vector<AnyTask> all_tasks() { return all_tasks(get_running_loop()); }

std::vector<AnyTask> all_tasks(const EventLoop& loop) {
  std::vector<AnyTask> tasks;
  for (auto* task = loop.state().first_task(); task != nullptr; task = detail::Loop::next_task(*task)) {
    tasks.emplace_back(detail::Ref<detail::TaskState>(task));
  }
  return tasks;
}

}  // namespace asyncio
