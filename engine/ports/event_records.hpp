/// @file
/// What stands in the records of an event log (core/event_log.hpp): 32-bit words, in the order in which things happened.
///
/// A record's first word has its kind in bits 0-5, bits 6 and 7 are `said_again` and `yielded_before`, and bits 8-31 are the nanoseconds since the record before; where those
/// are too many, a record `time` comes first. The words after it stand beside each kind. Strings and source lines are written once and then named by
/// number. Objects (tasks, futures, locks) are numbered from 1 as the log first meets them. Twin: web/session/log/format.ts.
#pragma once

#include <cstdint>

namespace asyncio::core {

/// The kinds of records, with the words that follow the first.
enum class EventKind : std::uint8_t {
  time = 1,           ///< absolute ns: low word, high word
  string,             ///< id, length in bytes, UTF-8 padded with 0 to whole words; a text may come twice
  site,               ///< id, file (a string), function (a string), line, column
  task_created,       ///< task, its creator or 0, site or 0, name (a string)
  task_named,         ///< task, name
  step,               ///< task, or 0 for a callback
  yields,             ///< site or 0; the running task is ready again at once
  object,             ///< id, FutureKind, label (a string) or 0, a value by kind: low word, high word
  waits,              ///< object that the running task waits for, site or 0
  ready,              ///< task
  done,               ///< task; 0 result, 1 exception, 2 cancelled; description (a string) or 0
  cancel,             ///< task, message (a string) or 0, site or 0
  cancel_received,    ///< task
  edge,               ///< object that waits, object that it waits for
  fired,              ///< timeout or sleep whose time is up
  operation_started,  ///< object: a request, a call in a worker
  operation_ended,    ///< object; 0 fine, 1 failed, 2 given up
  acquired,           ///< lock, task, site or 0
  released,           ///< lock, the task that releases it or 0
  print,              ///< stream, bytes
  loop_waits,         ///< deadline in ns: low word, high word; all bits set where there is none
  loop_woken,         ///<
  lost,               ///< how many events are missing here
  turn,               ///< number of the iteration, from 1
  loop_closed,        ///<
  resolved,           ///< a future that is no task has its result
  untimed_step,       ///< a step at whose beginning nobody looked at the clock; the task, or 0, stands in bits 8-31
  steps,  ///< so many untimed steps, in bits 8-31, of the tasks that are next by the order of the last iteration: see below
};

// Where nothing happens in an iteration but that tasks run and give way, the next one has the same steps in the same order, as the ready queue is
// first in, first out. Until something else happens, `steps` counts those of its steps that are not timed. Each of them gives way where the last record
// `yields` said, but for the last one, of which the next record tells. `turn` is left out between an iteration that was counted to its end and one
// that begins with such a step: a task's step that is past the end of the order begins the next iteration. Read by step_order.hpp.

/// A record `steps` counts no more; the next one is timed.
inline constexpr std::uint32_t most_counted_steps = 511;

/// Whether after a record of this kind the next iteration can have the steps of this one. Steps of callbacks cannot.
constexpr bool keeps_order(EventKind kind) noexcept {
  switch (kind) {
    case EventKind::time:
    case EventKind::string:
    case EventKind::site:
    case EventKind::turn:
    case EventKind::step:
    case EventKind::untimed_step:
    case EventKind::steps:
    case EventKind::yields:
      return true;
    default:
      return false;
  }
}

/// Bit 7 of a record's first word: before it the running task gave way, where the last record `yields` said. In place of another such record.
inline constexpr std::uint32_t yielded_before = 1U << 7U;

/// Bit 6 of the first word of a record `steps`: the program pauses while it still counts, and the record is written again with all of them.
inline constexpr std::uint32_t said_again = 1U << 6U;

/// A text is spoken of only until so many others have come: readers need keep no more.
inline constexpr std::uint32_t latest_strings = 8192;

/// Tasks with a number up to this one can have steps of kind `untimed_step`.
inline constexpr std::uint32_t longest_short_number = (1U << 24U) - 1;

}  // namespace asyncio::core
