#include "event_log.hpp"

#include <algorithm>
#include <asyncio/task.hpp>
#include <bit>
#include <cstring>
#include <utility>

#include "describe_exception.hpp"
#include "loop.hpp"
#include "wait_queue.hpp"

namespace asyncio::core {
namespace {

using detail::FutureKind;
using detail::FutureState;
using detail::TaskState;

/// Longer texts are cut: names and messages are for people, and a program may make endlessly many.
constexpr std::size_t longest_string = 200;
/// Texts that are known by their numbers at a time. Then all are forgotten and said anew, under further numbers, when they come again: most are names of
/// tasks, each of which comes once.
constexpr std::size_t most_strings = 4096;
// A record may name one that is forgotten by the next.
static_assert(most_strings + 16 <= latest_strings);
/// Nanoseconds that fit into a record.
constexpr std::int64_t longest_step = (1 << 24) - 1;

/// After a wait, and after each time that is longer than this between two looks at the clock, so many steps are timed one by one. In a program
/// that goes on without rest, with short steps, one in so many is, as a look costs more than a step: in few where that is a good part of this time, in
/// many where it is not.
constexpr std::int64_t noticeable = 200'000;
constexpr unsigned timed_steps = 64;
constexpr unsigned few_steps = 128;
constexpr unsigned many_steps = most_counted_steps + 1;

std::uint32_t low(std::int64_t value) noexcept { return static_cast<std::uint32_t>(value); }
std::uint32_t high(std::int64_t value) noexcept {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(value) >> 32U);
}

/// Futures that stand for a wait in the queue of a lock, an event, a queue of items.
bool waits_in_a_queue(FutureKind kind) noexcept { return kind >= FutureKind::lock && kind <= FutureKind::barrier; }

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
  if (!fits) record(EventKind::time, low(now), high(now));
  head_ |= fits ? low(passed) << 8U : 0;
}

std::uint32_t EventLog::string(std::string_view text) {
  if (text.empty()) return 0;
  // At a character's beginning.
  std::size_t length = std::min(text.size(), longest_string);
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80U) --length;
  const auto [place, is_new] = strings_.try_emplace(std::string(text.substr(0, length)), last_string_ + 1);
  if (!is_new) return place->second;
  ++last_string_;
  const std::size_t words = (length + 3) / 4;
  make_room(words + 6);
  record(EventKind::string, last_string_, length);
  if (words != 0) next_[words - 1] = 0;
  std::memcpy(next_, text.data(), length);
  next_ += words;
  if (strings_.size() == most_strings) strings_.clear();
  return last_string_;
}

std::uint32_t EventLog::site(std::source_location where) {
  static_assert(sizeof(where) == sizeof(std::uintptr_t));
  const auto place = std::bit_cast<std::uintptr_t>(where);
  if (place == last_site_.place) [[likely]]
    return last_site_.number;
  std::swap(last_site_, site_before_);
  if (place == last_site_.place) return last_site_.number;
  last_site_ = {place, 0};
  if (where.line() == 0) return 0;
  const auto [known, is_new] = sites_.try_emplace(place, static_cast<std::uint32_t>(sites_.size() + 1));
  if (is_new) {
    const std::uint32_t file = string(where.file_name());
    const std::uint32_t function = string(where.function_name());
    record(EventKind::site, known->second, file, function, where.line(), where.column());
  }
  return last_site_.number = known->second;
}

std::uint32_t EventLog::new_object(FutureKind kind, std::string_view label, std::int64_t value) {
  const std::uint32_t text = string(label);
  const std::uint32_t id = ++objects_;
  record(EventKind::object, id, static_cast<std::uint32_t>(kind), text, low(value), high(value));
  return id;
}

std::uint32_t EventLog::primitive(detail::WaitQueue& queue) {
  if (queue.id() == 0) queue.set_id(new_object(queue.kind(), {}, 0));
  return queue.id();
}

void EventLog::meet(FutureState& future) {
  const FutureKind kind = future.kind();
  // What these are is said by their kind and by those that they wait for.
  const bool says_it_all = kind == FutureKind::sleep || kind == FutureKind::gather || kind == FutureKind::wait ||
                           kind == FutureKind::as_completed || kind == FutureKind::shield;
  future.set_id(new_object(kind, says_it_all ? std::string() : future.describe(), future.kind_value()));
}

std::uint32_t EventLog::object(FutureState& future) {
  if (future.id() != 0) return future.id();
  meet(future);
  if (waits_in_a_queue(future.kind())) {
    if (auto* const queue = static_cast<detail::Waiter&>(future).queue())
      record(EventKind::edge, future.id(), primitive(*queue));
    return future.id();
  }
  // Not by recursion: gatherings may be nested more deeply than a stack is.
  std::vector<FutureState*> to_do{&future};
  std::vector<FutureState*> awaited;
  while (!to_do.empty()) {
    FutureState& each = *to_do.back();
    to_do.pop_back();
    awaited.clear();
    each.list_awaited(awaited);
    for (FutureState* const other : awaited) {
      if (other->id() == 0) {
        meet(*other);
        to_do.push_back(other);
      }
      record(EventKind::edge, each.id(), other->id());
    }
  }
  return future.id();
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
  record(EventKind::loop_waits, low(when), high(when));
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
