/// @file
/// Runs that are recorded and replayed in memory, and the event logs of both.
#pragma once

#include <asyncio/run.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <asyncio/testing.hpp>

#include "core/event_log.hpp"
#include "core/loop.hpp"
#include "event_records.hpp"
#include "replay/reactor.hpp"

namespace asyncio::testing {

/// Keeps the event log of a run.
class LogInMemory final : public core::EventSink {
 public:
  explicit LogInMemory(std::vector<std::uint32_t>& words) noexcept : words_(words) {}
  void write(std::span<const std::uint32_t> records) noexcept override {
    words_.insert(words_.end(), records.begin(), records.end());
  }
  [[nodiscard]] core::PausePoints& pause_points() noexcept override { return pause_points_; }

 private:
  std::vector<std::uint32_t>& words_;
  core::PausePoints pause_points_;
};

class DecisionsInMemory final : public core::DecisionSink {
 public:
  explicit DecisionsInMemory(std::string& bytes) noexcept : bytes_(bytes) {}
  void write(std::string_view bytes) noexcept override { bytes_ += bytes; }

 private:
  std::string& bytes_;
};

/// A clock that goes on by chance whenever somebody looks at it, as one does while a program computes. Of a simulated world, so that it takes no time.
class JumpyClock final : public core::Reactor {
 public:
  explicit JumpyClock(World& world) : world_(world), simulated_(detail::make_reactor()) {}

  core::TimePoint now() noexcept override {
    if (random_() % 4 == 0) world_.advance(std::chrono::nanoseconds(random_() % 3'000'000));
    return simulated_->now();
  }
  void wait(std::optional<core::TimePoint> deadline) override { simulated_->wait(deadline); }
  void poll() override { simulated_->poll(); }
  void wake() noexcept override { simulated_->wake(); }
  [[nodiscard]] bool idle() const noexcept override { return simulated_->idle(); }
  core::Reactor* underlying() noexcept override { return simulated_.get(); }

 private:
  World& world_;
  std::unique_ptr<core::Reactor> simulated_;
  std::minstd_rand random_{std::random_device()()};
};

/// What a run was.
struct Recorded {
  std::string decisions;
  std::vector<std::uint32_t> log;
};

/// Makes the loop of a run that is recorded, on `outside`, with a log where it is wanted.
inline EventLoop recording_loop(Recorded& run, std::unique_ptr<core::Reactor> outside) {
  return new_event_loop(std::make_unique<replay::RecordingReactor>(std::move(outside),
                                                                   std::make_unique<DecisionsInMemory>(run.decisions)));
}
inline EventLoop replaying_loop(const std::string& decisions) {
  return new_event_loop(std::make_unique<replay::ReplayingReactor>(decisions));
}

/// Runs `main` on a loop of `make_loop` and returns its event log, as equal runs have it.
template <class MakeLoop, class Main>
std::vector<std::uint32_t> run_logged(MakeLoop make_loop, Main main) {
  std::vector<std::uint32_t> words;
  core::EventLog log(std::make_unique<LogInMemory>(words));
  run(main, {.loop_factory = [&] {
        EventLoop loop = make_loop();
        log.attach(loop.state());
        return loop;
      }});
  log.flush();
  return without_counted_names(words);
}

}  // namespace asyncio::testing
