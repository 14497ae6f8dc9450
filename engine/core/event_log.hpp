/// @file
/// The event log: all that the loop tells its observers, as records of 32-bit words, at most 16 bytes an event on average. Written for the
/// timeline of a page and for trace files, and the same for equal runs on every platform: it holds the loop's times and numbers, no addresses.
/// What stands in the records: ports/event_records.hpp.
#pragma once

#include <asyncio/detail/future_kind.hpp>
#include <bit>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <asyncio/task.hpp>

#include "../ports/event_records.hpp"
#include "../ports/event_sink.hpp"
#include "observer.hpp"

namespace asyncio::core {

class EventLog final : public Observer {
 public:
  explicit EventLog(std::unique_ptr<EventSink> sink);
  ~EventLog() override;

  /// Begins to write what `loop` does. Loops that run one after another share the log, and its numbers.
  void attach(detail::Loop& loop);
  /// The log of all loops of this thread, where the platform wants one (`make_event_sink`); null where it does not.
  static EventLog* of_thread();
  /// Somebody may have changed the pause points, as the program did not run for a moment.
  void look_for_pause() noexcept {
    if (quick_left_ == 0) return;
    count_slowly();
    count_quickly();
  }
  /// Hands all that was written to the sink.
  void flush() noexcept;

  void task_created(detail::TaskState& task, std::source_location where) override;
  void task_named(detail::TaskState& task) override;
  void task_ready(detail::TaskState& task) override;
  void step_begins(detail::TaskState* task) override;
  void task_yields(detail::TaskState& task) override;
  void task_waits(detail::TaskState& task, detail::FutureState& awaited) override;
  void cancel_requested(detail::TaskState& task, std::string_view message, std::source_location where) override;
  void cancel_received(detail::TaskState& task) override;
  void future_done(detail::FutureState& future) override;
  void acquired(detail::WaitQueue& queue, detail::TaskState& by) override;
  void released(detail::WaitQueue& queue) override;
  std::uint32_t timer_set(std::chrono::nanoseconds deadline) override;
  void timer_fired(std::uint32_t timer) override;
  void sleep_ends(detail::FutureState& sleep) override;
  void operation_started(detail::FutureState& future) override;
  void operation_ended(detail::FutureState& future, OperationEnd how) override;
  void printed(int stream, std::size_t bytes) override;
  void turn_begins() override;
  void loop_waits(std::optional<std::chrono::nanoseconds> deadline) override;
  void loop_woken() override;
  void loop_runs(detail::Loop& loop) override;
  void loop_stops(detail::Loop& loop) override;
  void loop_closed(detail::Loop& loop) override;

 private:
  /// Words that the buffer holds: little, so that it stays in the processor's first cache.
  static constexpr std::size_t capacity = 4 * 1024;
  /// What a record `steps` grows by.
  static constexpr std::uint32_t one_step = 1U << 8U;

  /// Notes the loop's time, which the next record carries, unless the steps are too short to be timed one by one.
  void note_time() noexcept {
    count_slowly();
    if (untimed_left_ != 0) [[likely]]
      --untimed_left_;
    else
      look_at_the_clock();
  }
  void look_at_the_clock() noexcept;
  template <class... Words>
  void record(EventKind kind, Words... words) noexcept;
  void make_room(std::size_t words) noexcept {
    if (static_cast<std::size_t>(end_ - next_) < words) [[unlikely]]
      flush();
  }
  /// Whether the steps to come are those of the last iteration.
  [[nodiscard]] bool order_known() const noexcept { return turns_in_order_ > 1; }
  /// Whether the last record is `steps`, and so counts on.
  [[nodiscard]] bool counting() const noexcept { return count_end_ == next_; }
  /// The next iteration may have other steps than this one.
  void lose_order() noexcept {
    if (untold_turn_ == progress_.steps) [[unlikely]]
      tell_turn();
    turns_in_order_ = 0;
  }
  void tell_turn() noexcept;
  void pause() noexcept;
  void record_yield(detail::TaskState& task);
  void record_step(std::uint32_t task) noexcept;
  void count_step() noexcept;
  /// Of the next steps as many as can be need nothing but to be counted, until something else happens.
  void count_quickly() noexcept;
  /// Each step is looked at again.
  void count_slowly() noexcept { untimed_left_ += std::exchange(quick_left_, 0); }

  std::uint32_t string(std::string_view text);
  std::uint32_t site(std::source_location where);
  /// Another than the last.
  std::uint32_t other_site(std::source_location where);
  std::uint32_t new_object(detail::FutureKind kind, std::string_view label, std::int64_t value);
  std::uint32_t primitive(detail::WaitQueue& queue);
  /// The number of a future; meets it, and those that it waits for, if need be.
  std::uint32_t object(detail::FutureState& future);
  void meet(detail::FutureState& future);

  std::unique_ptr<EventSink> sink_;
  PausePoints& pause_points_;
  /// The one that runs, or ran last.
  detail::Loop* loop_ = nullptr;
  std::unique_ptr<std::uint32_t[]> buffer_ = std::make_unique<std::uint32_t[]>(capacity);
  std::uint32_t* next_ = buffer_.get();
  std::uint32_t* const end_ = buffer_.get() + capacity;
  /// The end of the last record `steps`.
  const std::uint32_t* count_end_ = nullptr;
  /// Iterations one after another, the present one included, of nothing but steps of tasks that gave way.
  std::uint32_t turns_in_order_ = 0;
  /// Steps before the last iteration whose beginning was left out, as its first step tells of it.
  std::uint32_t untold_turn_ = UINT32_MAX;
  std::int64_t now_ = 0;
  /// Looks at the clock that are to be left out, and how many are still to be made for each step: see `look_at_the_clock`.
  unsigned untimed_left_ = 0;
  unsigned timed_left_ = 0;
  /// From one look to the next.
  unsigned steps_a_look_ = 1;
  /// So many of the next steps are untimed, in order, before any pause and counted by the record at the end, if nothing else happens. They are no
  /// part of `untimed_left_`.
  unsigned quick_left_ = 0;
  /// The first word of the next record, without its kind.
  std::uint32_t head_ = 0;
  /// Where a task gave way when a record said so last.
  std::uintptr_t yield_place_ = 0;
  Progress progress_;
  /// Steps when the buffer was flushed last.
  std::uint32_t flushed_at_ = 0;
  /// The last number of an object.
  std::uint32_t objects_ = 0;
  /// The latest texts.
  std::unordered_map<std::string, std::uint32_t> strings_;
  /// The last number of a text.
  std::uint32_t last_string_ = 0;
  /// By the address of what a source_location refers to, which is the same for each pass through a line.
  std::unordered_map<std::uintptr_t, std::uint32_t> sites_;
  /// The last two, as a program often goes between two lines.
  struct Site {
    std::uintptr_t place = 0;
    std::uint32_t number = 0;
  };
  Site last_site_;
  Site site_before_;
};

/// Of a time or another wide value, the two words in a record.
constexpr std::uint32_t low_word(std::int64_t value) noexcept { return static_cast<std::uint32_t>(value); }
constexpr std::uint32_t high_word(std::int64_t value) noexcept {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(value) >> 32U);
}

// What is told of every step is written here, so that it costs no call.

inline std::uint32_t EventLog::site(std::source_location where) {
  static_assert(sizeof(where) == sizeof(std::uintptr_t));
  return std::bit_cast<std::uintptr_t>(where) == last_site_.place ? last_site_.number : other_site(where);
}

template <class... Words>
inline void EventLog::record(EventKind kind, Words... words) noexcept {
  count_slowly();
  if (!keeps_order(kind)) lose_order();
  make_room(1 + sizeof...(words));
  std::uint32_t* next = next_;
  *next++ = static_cast<std::uint32_t>(kind) | head_;
  ((*next++ = static_cast<std::uint32_t>(words)), ...);
  next_ = next;
  head_ = 0;
}

inline void EventLog::step_begins(detail::TaskState* task) {
  ++progress_.steps;
  if (task == nullptr) return record_step(0);
  if (quick_left_-- == 0) [[unlikely]] {
    quick_left_ = 0;
    return record_step(task->id());
  }
  next_[-1] += one_step;
  head_ = 0;
}

inline void EventLog::task_yields(detail::TaskState& task) {
  // Stored whole: to change one bit would make the processor wait when the word is read for the next record.
  if (std::bit_cast<std::uintptr_t>(task.where()) == yield_place_) [[likely]]
    head_ = yielded_before;
  else
    record_yield(task);
}

}  // namespace asyncio::core
