#include "trace_events.hpp"

#include <array>
#include <format>
#include <string_view>
#include <utility>

#include <asyncio/detail/future_kind.hpp>

#include "../ports/event_records.hpp"

namespace asyncio::native {
namespace {

using core::EventKind;
using detail::FutureKind;

EventKind kind_of(std::uint32_t word) noexcept { return static_cast<EventKind>(word & 0x3fU); }

std::int64_t wide(std::uint32_t low, std::uint32_t high) noexcept {
  return static_cast<std::int64_t>(std::uint64_t{high} << 32U | low);
}

std::string_view name_of(FutureKind kind) noexcept {
  static constexpr std::array<std::string_view, 22> names = {
      "",           "task",     "a Future",     "sleep",     "gather",    "wait",
      "Lock",       "Event",    "Condition",    "Semaphore", "Queue.get", "Queue.put",
      "Queue.join", "Barrier",  "shield",       "timeout",   "fetch",     "a call in an executor",
      "a stream",   "a thread", "as_completed", ""};
  const auto index = static_cast<std::size_t>(kind);
  return index < names.size() ? names[index] : "";
}

/// Timers, and locks and the like: nothing waits for them itself, as those who wait in their queues are objects of their own.
bool has_no_waiters(FutureKind kind, std::uint32_t label) noexcept {
  return label == 0 && (kind == FutureKind::timeout || (kind >= FutureKind::lock && kind <= FutureKind::barrier));
}

}  // namespace

std::size_t TraceEvents::length_of(std::span<const std::uint32_t> rest) noexcept {
  switch (kind_of(rest[0])) {
    case EventKind::string:
      return 3 + (rest[2] + 3) / 4;
    case EventKind::site:
    case EventKind::object:
      return 6;
    case EventKind::task_created:
      return 5;
    case EventKind::done:
    case EventKind::cancel:
    case EventKind::acquired:
      return 4;
    case EventKind::time:
    case EventKind::task_named:
    case EventKind::waits:
    case EventKind::edge:
    case EventKind::operation_ended:
    case EventKind::released:
    case EventKind::print:
    case EventKind::loop_waits:
      return 3;
    case EventKind::step:
    case EventKind::yields:
    case EventKind::ready:
    case EventKind::cancel_received:
    case EventKind::fired:
    case EventKind::lost:
    case EventKind::turn:
    case EventKind::resolved:
    case EventKind::operation_started:
      return 2;
    case EventKind::loop_woken:
    case EventKind::loop_closed:
    case EventKind::untimed_step:
    case EventKind::steps:
      return 1;
  }
  return rest.size();
}

void TraceEvents::begin(std::FILE* file) {
  out_.goes_to(file);
  for (const auto& [task, lane] : lanes_) out_.name_lane(task, name(task));
}

std::uint64_t TraceEvents::read(std::span<const std::uint32_t> records, std::FILE* file) {
  out_.goes_to(file);
  std::uint64_t count = 0;
  while (!records.empty()) {
    const std::size_t length = length_of(records);
    read_record(records.first(length));
    count += kind_of(records[0]) == EventKind::steps ? records[0] >> 8U : 1;
    records = records.subspan(length);
  }
  out_.flush();
  return count;
}

void TraceEvents::finish(std::FILE* file, std::uint64_t dropped) {
  out_.goes_to(file);
  end_step();
  for (const auto& [task, lane] : lanes_) end_phase(task);
  if (dropped != 0) out_.instant(0, now_, std::format("{} earlier events were dropped", dropped));
  out_.flush();
}

void TraceEvents::read_record(std::span<const std::uint32_t> record) {
  if ((record[0] & core::yielded_before) != 0) begin_phase(running_, Lane::Doing::is_ready, "ready", yield_site_);
  if (kind_of(record[0]) == EventKind::steps) return count_steps(record[0] >> 8U);
  order(record);
  if (kind_of(record[0]) == EventKind::untimed_step) return begin_step(record[0] >> 8U);
  now_ += record[0] >> 8U;
  switch (kind_of(record[0])) {
    case EventKind::time:
      now_ = wide(record[1], record[2]);
      return;
    case EventKind::string:
      strings_[record[1]] = escaped({reinterpret_cast<const char*>(&record[3]), record[2]});
      strings_.erase(record[1] - core::latest_strings);
      return;
    case EventKind::site:
      sites_[record[1]] = std::format("{}:{} in {}", text(record[2]), record[4], text(record[3]));
      return;
    case EventKind::object:
      return meet_object(record);
    case EventKind::step:
      return begin_step(record[1]);
    case EventKind::loop_waits:
    case EventKind::loop_closed:
      return end_step();
    case EventKind::print:
      return out_.printed(running_, now_, record[1], record[2]);
    default:
      return read_task_record(record);
  }
}

void TraceEvents::read_task_record(std::span<const std::uint32_t> record) {
  switch (kind_of(record[0])) {
    case EventKind::task_created:
      objects_[record[1]] = text(record[4]);
      out_.name_lane(record[1], text(record[4]));
      begin_phase(record[1], Lane::Doing::is_ready, "created", record[3]);
      return;
    case EventKind::task_named:
      if (const auto task = objects_.find(record[1]); task != objects_.end()) task->second = text(record[2]);
      return out_.name_lane(record[1], text(record[2]));
    case EventKind::yields:
      yield_site_ = record[1];
      return begin_phase(running_, Lane::Doing::is_ready, "ready", record[1]);
    case EventKind::waits:
      return begin_phase(running_, Lane::Doing::waits, std::format("waits for {}", name(record[1])), record[2]);
    case EventKind::ready:
      end_phase(record[1]);
      out_.wakes(running_, record[1], now_);
      return begin_phase(record[1], Lane::Doing::is_ready, "ready", 0);
    case EventKind::done:
      return task_done(record);
    case EventKind::resolved:
      objects_.erase(record[1]);
      return;
    case EventKind::cancel:
      out_.wakes(running_, record[1], now_);
      return out_.instant(record[1], now_, "is asked to cancel", record[2] != 0 ? "message" : "", text(record[2]));
    case EventKind::cancel_received:
      return out_.instant(record[1], now_, "gets CancelledError");
    default:
      return;
  }
}

void TraceEvents::task_done(std::span<const std::uint32_t> record) {
  end_phase(record[1]);
  static constexpr std::array<std::string_view, 3> outcomes = {"done", "failed", "cancelled"};
  out_.instant(record[1], now_, outcomes[record[2] % outcomes.size()], record[3] != 0 ? "exception" : "",
               text(record[3]));
  objects_.erase(record[1]);
  lanes_.erase(record[1]);
}

void TraceEvents::meet_object(std::span<const std::uint32_t> record) {
  const auto kind = static_cast<FutureKind>(record[2]);
  if (has_no_waiters(kind, record[3])) return;
  std::string& name = objects_[record[1]];
  if (record[3] != 0) {
    name = text(record[3]);
  } else if (kind == FutureKind::sleep) {
    name = std::format("sleep({})", static_cast<double>(wide(record[4], record[5])) / 1e9);
  } else {
    name = name_of(kind);
  }
}

void TraceEvents::order(std::span<const std::uint32_t> record) {
  const EventKind kind = kind_of(record[0]);
  const bool is_step = kind == EventKind::step || kind == EventKind::untimed_step;
  const std::uint32_t task = kind == EventKind::step ? record[1] : is_step ? record[0] >> 8U : 0;
  if (kind == EventKind::turn) return order_.turn();
  if (!core::keeps_order(kind) || (is_step && task == 0)) return order_.lose();
  if (!is_step) return;
  if (order_.turn_is_over()) order_.turn();
  order_.step(task);
}

void TraceEvents::count_steps(std::uint32_t count) {
  for (std::uint32_t i = 0; i != count; ++i) {
    if (i != 0) begin_phase(running_, Lane::Doing::is_ready, "ready", yield_site_);
    if (order_.turn_is_over()) order_.turn();
    const std::uint32_t task = order_.next();
    order_.step(task);
    begin_step(task);
  }
}

void TraceEvents::begin_step(std::uint32_t task) {
  end_step();
  stepping_ = true;
  running_ = task;
  step_start_ = now_;
  end_phase(task);
}

void TraceEvents::end_step() {
  if (!std::exchange(stepping_, false)) return;
  out_.slice(running_, running_ == 0 ? "callback" : "runs", step_start_, now_, {});
}

void TraceEvents::end_phase(std::uint32_t task) {
  const auto found = lanes_.find(task);
  if (found == lanes_.end() || found->second.doing == Lane::Doing::nothing) return;
  Lane& lane = found->second;
  lane.doing = Lane::Doing::nothing;
  out_.slice(task, lane.what, lane.since, now_, line(lane.site));
}

void TraceEvents::begin_phase(std::uint32_t task, Lane::Doing doing, std::string_view what, std::uint32_t site) {
  Lane& lane = lanes_[task];
  lane.doing = doing;
  lane.since = now_;
  lane.what = what;
  lane.site = site;
}

std::string_view TraceEvents::text(std::uint32_t id) const {
  const auto found = strings_.find(id);
  return found != strings_.end() ? std::string_view(found->second) : std::string_view();
}

std::string_view TraceEvents::line(std::uint32_t site) const {
  const auto found = sites_.find(site);
  return found != sites_.end() ? std::string_view(found->second) : std::string_view();
}

std::string_view TraceEvents::name(std::uint32_t object) const {
  const auto found = objects_.find(object);
  return found != objects_.end() ? std::string_view(found->second) : std::string_view();
}

}  // namespace asyncio::native
