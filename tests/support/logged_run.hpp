/// @file
/// Running a program with an event log that is kept in memory.
#pragma once

#include <asyncio.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/event_log.hpp"
#include "core/loop.hpp"

namespace asyncio::testing {

/// What a sink has heard, which outlives it.
struct Heard {
  std::vector<std::uint32_t> words;
  /// Steps at the end that are not in the words yet.
  std::uint32_t counted_so_far = 0;
  std::vector<std::uint32_t> pauses;
  core::PausePoints pause_points;
  std::function<void()> on_pause = [] {};
};

class MemorySink final : public core::EventSink {
 public:
  explicit MemorySink(Heard& heard) : heard_(heard) {}
  void write(std::span<const std::uint32_t> records) noexcept override {
    const bool again = records.size() == 1 && (records[0] & core::said_again) != 0;
    heard_.counted_so_far = again ? records[0] >> 8U : 0;
    if (!again) heard_.words.insert(heard_.words.end(), records.begin(), records.end());
  }
  void pause(std::uint32_t step) noexcept override {
    heard_.pauses.push_back(step);
    heard_.on_pause();
  }
  [[nodiscard]] core::PausePoints& pause_points() noexcept override { return heard_.pause_points; }

 private:
  Heard& heard_;
};

/// Runs `body` as the main task with a log.
inline void run_logged(Heard& heard, const std::function<void()>& body) {
  core::EventLog log(std::make_unique<MemorySink>(heard));
  EventLoop loop = new_event_loop();
  log.attach(loop.state());
  const auto main = loop.create_task([&] { body(); }, "main");
  loop.run_until_complete(main);
  loop.close();
}

}  // namespace asyncio::testing
