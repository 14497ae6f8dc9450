#include "reactor.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

#include "../program/output.hpp"

namespace asyncio::wasm {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// The browser's own work, such as a message to this program, waits no longer than this for a program that never rests, ms.
constexpr double longest_turn = 10;

core::TimePoint to_time_point(double milliseconds) noexcept {
  // To the nearest of the host's whole microseconds: cut off instead, a moment would lie a nanosecond before a deadline that it has reached.
  return core::TimePoint(std::chrono::microseconds(std::llround(milliseconds * 1000)));
}

}  // namespace

core::TimePoint BrowserReactor::now() noexcept { return to_time_point(tulip_now()); }

void BrowserReactor::wait(std::optional<core::TimePoint> deadline) {
  // What has ended already (a program's sockets end one another's operations) needs no turn of the browser, which takes longer than
  // all the rest.
  if (!operations_.empty() && tulip_now() - last_turn_ < longest_turn && operations_.deliver()) return;
  // The host has handed these over, so it would not end a wait for them.
  if (operations_.taken()) deadline = core::TimePoint();
  suspend(deadline ? Milliseconds(deadline->time_since_epoch()).count() : std::numeric_limits<double>::infinity());
}

/// The browser delivers nothing while the program runs, so looking means giving it a turn, which takes microseconds.
void BrowserReactor::poll() {
  constexpr unsigned calls_between_looks_at_the_clock = 8;
  if (!operations_.empty()) operations_.deliver();
  if (++polls_ % calls_between_looks_at_the_clock != 0) return;
  const double now = tulip_now();
  if (now - last_turn_ >= longest_turn) suspend(now);
}

/// A page cannot look into a program that computes, so it is told what begins. In a program that never rests that would
/// cost more than the steps themselves: each wait allows a number of announcements.
void BrowserReactor::step_begins(std::string_view task) noexcept {
  tell_of_earlier_output();
  if (announcements_ == 0) return;
  --announcements_;
  tulip_step(task.data(), task.size());
}

void BrowserReactor::suspend(double deadline) {
  // What was printed without a line end is seen while the program waits.
  std::fflush(stdout);
  tulip_wait(deadline);
  last_turn_ = tulip_now();
  announcements_ = announcements_a_wait;
  operations_.deliver();
}

}  // namespace asyncio::wasm

std::unique_ptr<asyncio::core::Reactor> asyncio::core::make_reactor() {
  return std::make_unique<wasm::BrowserReactor>();
}
