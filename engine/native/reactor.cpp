#include "reactor.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <memory>
#include <utility>

#include "recording.hpp"

namespace asyncio::native {
namespace {

// Looking costs a system call, hundreds of times the step of a task; at this distance it costs a busy loop 1 or 2 %.
constexpr auto poll_interval = std::chrono::microseconds(50);

}  // namespace

AsioReactor::AsioReactor() : work_(io_.get_executor()), timer_(io_) {}

core::TimePoint AsioReactor::now() noexcept {
  return std::chrono::time_point_cast<core::TimePoint::duration>(std::chrono::steady_clock::now());
}

void AsioReactor::wait(std::optional<core::TimePoint> deadline) {
  const bool passed = deadline && *deadline <= now();
  if (!woken_.exchange(false) && !passed) {
    // A timer rather than run_one_until, which rounds up to the milliseconds of epoll_wait.
    if (deadline) {
      timer_.expires_at(*deadline);
      timer_.async_wait([](const boost::system::error_code&) {});
    }
    io_.run_one();
    timer_.cancel();
    woken_ = false;
  }
  io_.poll();
  last_look_ = now();
}

void AsioReactor::poll() {
  if (idle()) return;
  const core::TimePoint moment = now();
  if (moment - last_look_ < poll_interval) return;
  io_.poll();
  last_look_ = moment;
}

void AsioReactor::wake() noexcept {
  // One posted handler is enough until a `wait` has returned. The flag, not the handler, is what the next `wait` goes
  // by: a `poll` between the two may have run the handler.
  if (!woken_.exchange(true)) boost::asio::post(io_, [] {});
}

}  // namespace asyncio::native

namespace asyncio::core {

std::unique_ptr<Reactor> make_reactor() {
  return native::recorded_by_environment(
      []() -> std::unique_ptr<Reactor> { return std::make_unique<native::AsioReactor>(); });
}

}  // namespace asyncio::core
