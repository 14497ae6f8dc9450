/// @file
/// PORT: where the event log (core/event_log.hpp) goes, and who may stop the program at a step. `engine/native` writes a file, `wasm/trace` hands
/// the events to the page.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace asyncio::core {

/// Where the program is to stop. Its owner may change it whenever the program does not run; a pause takes both back.
struct PausePoints {
  static constexpr std::uint32_t never = UINT32_MAX;
  /// The program pauses before the step of this number, counted from 1.
  std::uint32_t step = never;
  /// And before the first step of this iteration of the loop.
  std::uint32_t turn = never;
};

/// How far the program has come.
struct Progress {
  /// Begun so far.
  std::uint32_t steps = 0;
  std::uint32_t turns = 0;
};

class EventSink {
 public:
  EventSink() = default;
  EventSink(const EventSink&) = delete;
  EventSink& operator=(const EventSink&) = delete;
  virtual ~EventSink() = default;

  /// Told once: records that have not been written yet lie from `first` to `*end`, and `progress` is always right, for those who can look there
  /// while the program waits or when it is gone.
  virtual void keeps_records_in(const std::uint32_t* first, std::uint32_t* const* end,
                                const Progress& progress) noexcept {
    static_cast<void>(first), static_cast<void>(end), static_cast<void>(progress);
  }
  /// Whole records, in the order in which things happened. The words belong to the caller.
  virtual void write(std::span<const std::uint32_t> records) noexcept = 0;
  /// The loop is about to wait: what has been written should be seen.
  virtual void flush() noexcept {}
  /// A pause point is reached: returns when the program may go on. `step` is the number of the step that comes next.
  virtual void pause(std::uint32_t step) noexcept { static_cast<void>(step); }
  [[nodiscard]] virtual PausePoints& pause_points() noexcept = 0;
};

/// The sink of a loop that is made on this thread; null where nobody wants its events. With a `path`, a new file there in Chrome's trace-event
/// format; without one, what the platform says: natively the environment variable ASYNCIO_TRACE, in a page the host.
/// Throws OSError where the file cannot be written.
std::unique_ptr<EventSink> make_event_sink(const std::string& path = {});

}  // namespace asyncio::core
