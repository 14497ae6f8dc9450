#include "reactor.hpp"

#include <algorithm>
#include <utility>

namespace asyncio::replay {
namespace {

class TapedInterrupts final : public core::InterruptWatch, public core::InterruptHandler, public Tape::Arrival {
 public:
  /// Null where the platform tells, or told, of none. `live` is null in a replay.
  static std::unique_ptr<core::InterruptWatch> make(Tape& tape, core::InterruptHandler& handler, core::Reactor* live) {
    auto watch = std::make_unique<TapedInterrupts>(tape, handler);
    const bool any = tape.answer(Door::interrupts, [&] {
      watch->live_ = live->watch_interrupts(*watch);
      return watch->live_ != nullptr;
    });
    if (!any) return nullptr;
    return watch;
  }

  TapedInterrupts(Tape& tape, core::InterruptHandler& handler)
      : tape_(tape), handler_(handler), operation_(tape.begin(*this)) {}
  ~TapedInterrupts() override { tape_.give_up(operation_); }

  [[nodiscard]] bool untold() const noexcept override {
    return tape_.answer(Door::untold_interrupt, [&] { return live_->untold(); });
  }

 private:
  void interrupted() override {
    tape_.note_arrival(operation_);
    handler_.interrupted();
  }
  void arrive(detail::Decoder&) override { handler_.interrupted(); }

  Tape& tape_;
  core::InterruptHandler& handler_;
  const core::OperationId operation_;
  std::unique_ptr<core::InterruptWatch> live_;
};

}  // namespace

RecordingReactor::RecordingReactor(std::unique_ptr<core::Reactor> live, std::unique_ptr<core::DecisionSink> sink)
    : tape_(std::move(sink)), live_(std::move(live)) {
  set_inbox(std::make_shared<RecordingInbox>(*this, tape_));
}

core::TimePoint RecordingReactor::now() noexcept {
  return tape_.time(Door::time, [this] { return live_->now(); });
}
core::TimePoint RecordingReactor::observed_now() noexcept {
  return tape_.time(Door::observed_time, [this] { return live_->observed_now(); });
}

void RecordingReactor::wait(std::optional<core::TimePoint> deadline) {
  tape_.note_wait();
  live_->wait(deadline);
}

void RecordingReactor::poll() {
  tape_.note_poll([this] { live_->poll(); });
}

bool RecordingReactor::idle() const noexcept {
  const bool idle = live_->idle();
  if (idle) tape_.note_idle();
  return idle;
}

core::HttpClient& RecordingReactor::http_client(core::HttpClient& platforms) noexcept {
  http_.decorate(live_->http_client(platforms));
  return http_;
}
core::Network& RecordingReactor::network(core::Network& platforms) noexcept {
  network_.decorate(live_->network(platforms));
  return network_;
}

std::unique_ptr<core::InterruptWatch> RecordingReactor::watch_interrupts(core::InterruptHandler& handler) {
  return TapedInterrupts::make(tape_, handler, live_.get());
}

void RecordingReactor::printed(std::string_view text) noexcept {
  tape_.printed(text);
  live_->printed(text);
}

ReplayingReactor::ReplayingReactor(std::string decisions) : tape_(std::move(decisions)) {
  set_inbox(std::make_shared<ReplayingInbox>(*this, tape_, woken_));
}

core::TimePoint ReplayingReactor::now() noexcept {
  return std::max(now_, tape_.time(Door::time, [] { return core::TimePoint(); }));
}
core::TimePoint ReplayingReactor::observed_now() noexcept {
  return std::max(now_, tape_.time(Door::observed_time, [] { return core::TimePoint(); }));
}

void ReplayingReactor::wait(std::optional<core::TimePoint> deadline) {
  tape_.check();
  if (tape_.failed()) return wait_after_failure(deadline);
  tape_.replay_wait();
  tape_.check();
}

void ReplayingReactor::poll() {
  tape_.check();
  tape_.replay_poll();
  tape_.check();
}

void ReplayingReactor::wait_after_failure(std::optional<core::TimePoint> deadline) {
  if (deadline) {
    now_ = std::max(now_, *deadline);
  } else {
    woken_.wait();
  }
}

std::unique_ptr<core::InterruptWatch> ReplayingReactor::watch_interrupts(core::InterruptHandler& handler) {
  return TapedInterrupts::make(tape_, handler, nullptr);
}

}  // namespace asyncio::replay
