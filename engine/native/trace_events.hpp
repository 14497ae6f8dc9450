/// @file
/// From the event log (core/event_log.hpp) to Chrome's trace events, which Perfetto and chrome://tracing show: a track for each task, on it its
/// steps and its waits, arrows for wake-ups, marks for cancels and prints (trace_writer.hpp).
/// Twin: web/session/timeline/trace-export.ts.
#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "../ports/step_order.hpp"
#include "trace_writer.hpp"

namespace asyncio::native {

/// Reads records and writes trace events. It keeps what may still be spoken of, not the records: the latest texts, the program's lines, and of
/// tasks and futures those that are not done.
class TraceEvents {
 public:
  /// Names the tracks of the tasks that are there already, whose creation was only remembered.
  void begin(std::FILE* file);
  /// Reads whole records and writes what they tell to `file`, or, where that is null, only remembers it. Returns how many there were.
  std::uint64_t read(std::span<const std::uint32_t> records, std::FILE* file);
  /// Ends what is still under way. `dropped` is the number of events that were left out at the beginning.
  void finish(std::FILE* file, std::uint64_t dropped);
  /// How many things it keeps.
  [[nodiscard]] std::size_t kept() const noexcept {
    return strings_.size() + sites_.size() + objects_.size() + lanes_.size();
  }

 private:
  /// What a task does, since when.
  struct Lane {
    enum class Doing : std::uint8_t { nothing, waits, is_ready };
    Doing doing = Doing::nothing;
    std::int64_t since = 0;
    /// As it stands in the file.
    std::string what;
    std::uint32_t site = 0;
  };

  [[nodiscard]] static std::size_t length_of(std::span<const std::uint32_t> rest) noexcept;
  void read_record(std::span<const std::uint32_t> record);
  void read_task_record(std::span<const std::uint32_t> record);
  void meet_object(std::span<const std::uint32_t> record);
  void task_done(std::span<const std::uint32_t> record);
  /// Keeps the order of the steps up to date.
  void order(std::span<const std::uint32_t> record);
  void count_steps(std::uint32_t count);
  void begin_step(std::uint32_t task);
  void end_step();
  void end_phase(std::uint32_t task);
  void begin_phase(std::uint32_t task, Lane::Doing doing, std::string_view what, std::uint32_t site);
  [[nodiscard]] std::string_view text(std::uint32_t id) const;
  [[nodiscard]] std::string_view line(std::uint32_t site) const;
  [[nodiscard]] std::string_view name(std::uint32_t object) const;

  TraceWriter out_;
  std::int64_t now_ = 0;
  /// Whose step is under way: a task, or 0 for a callback; meaningful while `stepping_`.
  std::uint32_t running_ = 0;
  bool stepping_ = false;
  /// Of the last record `yields`.
  std::uint32_t yield_site_ = 0;
  core::StepOrder order_;
  std::int64_t step_start_ = 0;
  // Texts, as they stand in the file.
  std::unordered_map<std::uint32_t, std::string> strings_;
  std::unordered_map<std::uint32_t, std::string> sites_;
  std::unordered_map<std::uint32_t, std::string> objects_;
  /// By task; ordered, as tracks are named in this order.
  std::map<std::uint32_t, Lane> lanes_;
};

}  // namespace asyncio::native
