/// @file
/// The reactors of runs that are recorded or replayed: all that comes in from outside passes their tape.
#pragma once

#include <memory>
#include <string>

#include "../ports/auto_reset_event.hpp"
#include "../ports/reactor.hpp"
#include "../ports/recording.hpp"
#include "http.hpp"
#include "inbox.hpp"
#include "network.hpp"
#include "tape.hpp"

namespace asyncio::replay {

/// Decorates the reactor of a loop.
class RecordingReactor final : public core::Reactor {
 public:
  RecordingReactor(std::unique_ptr<core::Reactor> live, std::unique_ptr<core::DecisionSink> sink);

  core::TimePoint now() noexcept override;
  core::TimePoint observed_now() noexcept override;
  void wait(std::optional<core::TimePoint> deadline) override;
  void poll() override;
  void wake() noexcept override { live_->wake(); }
  [[nodiscard]] bool idle() const noexcept override;
  core::Reactor* underlying() noexcept override { return live_.get(); }
  core::HttpClient& http_client(core::HttpClient& platforms) noexcept override;
  core::Network& network(core::Network& platforms) noexcept override;
  [[nodiscard]] std::unique_ptr<core::InterruptWatch> watch_interrupts(core::InterruptHandler& handler) override;
  void printed(std::string_view text) noexcept override;
  void step_begins(std::string_view task) noexcept override { live_->step_begins(task); }
  [[nodiscard]] bool watches_steps() const noexcept override { return live_->watches_steps(); }

 private:
  mutable Tape tape_;
  TapedHttpClient http_{tape_};
  TapedNetwork network_{tape_};
  std::unique_ptr<core::Reactor> live_;
};

/// Is all the outside that there is, but for threads. A failed replay is thrown from `wait` or `poll`, once; then nothing happens any more, and time
/// passes only where somebody waits for it.
class ReplayingReactor final : public core::Reactor {
 public:
  /// Throws ReplayError where these are no decisions.
  explicit ReplayingReactor(std::string decisions);

  core::TimePoint now() noexcept override;
  core::TimePoint observed_now() noexcept override;
  void wait(std::optional<core::TimePoint> deadline) override;
  void poll() override;
  void wake() noexcept override { woken_.set(); }
  [[nodiscard]] bool idle() const noexcept override { return tape_.replay_idle(); }
  core::HttpClient& http_client(core::HttpClient&) noexcept override { return http_; }
  core::Network& network(core::Network&) noexcept override { return network_; }
  [[nodiscard]] std::unique_ptr<core::InterruptWatch> watch_interrupts(core::InterruptHandler& handler) override;
  void printed(std::string_view text) noexcept override { tape_.printed(text); }

 private:
  void wait_after_failure(std::optional<core::TimePoint> deadline);

  mutable Tape tape_;
  TapedHttpClient http_{tape_};
  TapedNetwork network_{tape_};
  /// Once the replay has failed.
  core::TimePoint now_;
  core::AutoResetEvent woken_;
};

}  // namespace asyncio::replay
