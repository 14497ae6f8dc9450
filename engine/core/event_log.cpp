#include "event_log.hpp"

#include <algorithm>
#include <asyncio/task.hpp>
#include <bit>
#include <utility>

#include "describe_exception.hpp"
#include "loop.hpp"
#include "wait_queue.hpp"

namespace asyncio::core {
namespace {

using detail::FutureKind;
using detail::FutureState;
using detail::TaskState;

/// Nanoseconds that fit into a record.
constexpr std::int64_t longest_step = (1 << 24) - 1;

/// After a wait, and after each time that is longer than this between two looks at the clock, so many steps are timed one by one. In a program
/// that goes on without rest, with short steps, one in so many is, as a look costs more than a step: in few where that is a good part of this time, in
/// many where it is not.
constexpr std::int64_t noticeable = 200'000;
constexpr unsigned timed_steps = 64;
constexpr unsigned few_steps = 128;
constexpr unsigned many_steps = most_counted_steps + 1;

}  // namespace

EventLog::EventLog(std::unique_ptr<EventSink> sink) : sink_(std::move(sink)), pause_points_(sink_->pause_points()) {
  sink_->keeps_records_in(buffer_.get(), &next_, progress_);
}

EventLog::~EventLog() { flush(); }

EventLog* EventLog::of_thread() {
  struct Own {
    std::unique_ptr<EventLog> log;
    Own() {
      if (auto sink = make_event_sink()) log = std::make_unique<EventLog>(std::move(sink));
    }
  };
  thread_local const Own own;
  return own.log.get();
}

void EventLog::attach(detail::Loop& loop) {
  if (loop_ == nullptr) loop_ = &loop;
  loop.log_to(*this, objects_);
}

void EventLog::flush() noexcept {
  count_slowly();
  sink_->write({buffer_.get(), next_});
  next_ = buffer_.get();
  count_end_ = nullptr;
  flushed_at_ = progress_.steps;
}

void EventLog::look_at_the_clock() noexcept {
  if (loop_ == nullptr) return;
  const std::int64_t now = loop_->observed_time().count();
  const std::int64_t passed = now - std::exchange(now_, now);
  if (passed > noticeable)
    timed_left_ = timed_steps;
  else if (timed_left_ != 0)
    --timed_left_;
  if (timed_left_ != 0 || passed > noticeable / 2)
    steps_a_look_ = few_steps;
  else
    steps_a_look_ = std::min(steps_a_look_ * 2, many_steps);
  untimed_left_ = timed_left_ != 0 ? 0 : steps_a_look_ - 1;
  const bool fits = passed >= 0 && passed <= longest_step;
  if (!fits) record(EventKind::time, low_word(now), high_word(now));
  head_ |= fits ? low_word(passed) << 8U : 0;
}

void EventLog::task_created(TaskState& task, std::source_location where) {
  note_time();
  const TaskState* const creator = loop_ != nullptr ? loop_->current_task() : nullptr;
  const std::uint32_t line = site(where);
  const std::uint32_t name = string(task.name());
  record(EventKind::task_created, task.id(), creator != nullptr ? creator->id() : 0, line, name);
}

void EventLog::task_named(TaskState& task) {
  const std::uint32_t name = string(task.name());
  record(EventKind::task_named, task.id(), name);
}

void EventLog::task_ready(TaskState& task) { record(EventKind::ready, task.id()); }

void EventLog::pause() noexcept {
  pause_points_ = {};
  if (counting()) {
    // The count goes on after the pause: what a run writes is the same with pauses and without.
    const std::uint32_t steps = *--next_;
    flush();
    const std::uint32_t so_far = steps | said_again;
    sink_->write({&so_far, 1});
    *next_++ = steps;
    count_end_ = next_;
  } else {
    flush();
  }
  sink_->pause(progress_.steps);
}

void EventLog::record_step(std::uint32_t task) noexcept {
  count_slowly();
  // First, so that a run looks at the clock as often whether it pauses or not: its decisions are those of the other.
  if (progress_.steps >= pause_points_.step) pause();
  const bool untimed = untimed_left_ != 0 && task <= longest_short_number;
  if (task == 0) {
    if (untold_turn_ + 1 == progress_.steps) tell_turn();
    turns_in_order_ = 0;
  }
  note_time();
  if (untimed && order_known()) return count_step();
  // Steps that are counted take next to no room, but whoever reads piece by piece has as much to do.
  if (progress_.steps - flushed_at_ >= capacity) flush();
  if (!untimed) return record(EventKind::step, task);
  head_ |= task << 8U;
  record(EventKind::untimed_step);
}

void EventLog::count_step() noexcept {
  if (!counting()) {
    record(EventKind::steps);
    count_end_ = next_;
  }
  next_[-1] += one_step;
  head_ = 0;
  count_quickly();
}

void EventLog::count_quickly() noexcept {
  const std::uint32_t pause = pause_points_.step;
  const std::uint32_t before_pause = pause > progress_.steps ? pause - progress_.steps - 1 : 0;
  quick_left_ = std::min(untimed_left_, before_pause);
  untimed_left_ -= quick_left_;
}

void EventLog::record_yield(TaskState& task) {
  yield_place_ = std::bit_cast<std::uintptr_t>(task.where());
  const std::uint32_t line = site(task.where());
  record(EventKind::yields, line);
}

void EventLog::task_waits(TaskState& task, FutureState& awaited) {
  const std::uint32_t what = object(awaited);
  const std::uint32_t line = site(task.where());
  record(EventKind::waits, what, line);
}

void EventLog::cancel_requested(TaskState& task, std::string_view message, std::source_location where) {
  note_time();
  const std::uint32_t line = site(where);
  const std::uint32_t text = string(message);
  record(EventKind::cancel, task.id(), text, line);
}

void EventLog::cancel_received(TaskState& task) { record(EventKind::cancel_received, task.id()); }

void EventLog::future_done(FutureState& future) {
  if (future.id() == 0) return;
  if (future.as_task() == nullptr) return record(EventKind::resolved, future.id());
  note_time();
  const std::exception_ptr& failure = future.peek_exception();
  const std::uint32_t outcome = future.cancelled() ? 2 : failure ? 1 : 0;
  const std::uint32_t text = outcome == 1 ? string(describe_exception(failure)) : 0;
  record(EventKind::done, future.id(), outcome, text);
}

void EventLog::acquired(detail::WaitQueue& queue, TaskState& by) {
  const std::uint32_t what = primitive(queue);
  const std::uint32_t line = site(by.where());
  record(EventKind::acquired, what, by.id(), line);
}

void EventLog::released(detail::WaitQueue& queue) {
  if (queue.id() == 0) return;
  const TaskState* const by = loop_ != nullptr ? loop_->current_task() : nullptr;
  record(EventKind::released, queue.id(), by != nullptr ? by->id() : 0);
}

std::uint32_t EventLog::timer_set(std::chrono::nanoseconds deadline) {
  return new_object(FutureKind::timeout, {}, deadline.count());
}

void EventLog::timer_fired(std::uint32_t timer) { record(EventKind::fired, timer); }

void EventLog::sleep_ends(FutureState& sleep) {
  if (sleep.id() != 0) record(EventKind::fired, sleep.id());
}

void EventLog::operation_started(FutureState& future) {
  note_time();
  const std::uint32_t operation = object(future);
  record(EventKind::operation_started, operation);
}

void EventLog::operation_ended(FutureState& future, OperationEnd how) {
  record(EventKind::operation_ended, object(future), how);
}

// Without a look at the clock: a program to which a print is added does the same as before.
void EventLog::printed(int stream, std::size_t bytes) { record(EventKind::print, stream, bytes); }

void EventLog::turn_begins() {
  if (++progress_.turns >= pause_points_.turn) [[unlikely]] {
    pause_points_.step = progress_.steps + 1;
    look_for_pause();
  }
  const bool counted = order_known() && counting();
  ++turns_in_order_;
  if (counted)
    untold_turn_ = progress_.steps;
  else
    tell_turn();
}

void EventLog::tell_turn() noexcept {
  record(EventKind::turn, progress_.turns);
  untold_turn_ = UINT32_MAX;
}

void EventLog::loop_waits(std::optional<std::chrono::nanoseconds> deadline) {
  look_at_the_clock();
  const std::int64_t when = deadline ? deadline->count() : -1;
  record(EventKind::loop_waits, low_word(when), high_word(when));
  flush();
  sink_->flush();
}

void EventLog::loop_woken() {
  timed_left_ = timed_steps;
  look_at_the_clock();
  record(EventKind::loop_woken);
}

void EventLog::loop_runs(detail::Loop& loop) {
  loop_ = &loop;
  count_slowly();
  turns_in_order_ = 0;
}

void EventLog::loop_stops(detail::Loop&) {
  count_slowly();
  turns_in_order_ = 0;
}

void EventLog::loop_closed(detail::Loop& loop) {
  if (loop_ != &loop) return;
  look_at_the_clock();
  record(EventKind::loop_closed);
  flush();
  sink_->flush();
  loop_ = nullptr;
}

}  // namespace asyncio::core
