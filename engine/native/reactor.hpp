/// @file
/// Adapter of the reactor port on Boost.Asio. Private to engine/native.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <memory>
#include <unordered_map>

#include "../ports/reactor.hpp"

namespace asyncio::native {

class AsioReactor final : public core::Reactor {
 public:
  AsioReactor();

  /// The AsioReactor of a loop; throws RuntimeError where the loop has another.
  static AsioReactor& of(core::Reactor& reactor) { return core::adapter_of<AsioReactor>(reactor); }

  /// Where other adapters start what they do: its handlers run on the loop's thread, from inside `wait` and `poll`.
  [[nodiscard]] boost::asio::io_context& io() noexcept { return io_; }

  /// While it lives, something is under way: the reactor is not idle, and `poll` looks. Of the loop's thread alone.
  class Pending {
   public:
    explicit Pending(AsioReactor& reactor) noexcept : reactor_(reactor) { ++reactor_.pending_; }
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;
    ~Pending() { --reactor_.pending_; }

   private:
    AsioReactor& reactor_;
  };

  core::TimePoint now() noexcept override;
  void wait(std::optional<core::TimePoint> deadline) override;
  void poll() override;
  void wake() noexcept override;
  [[nodiscard]] bool idle() const noexcept override {
    return pending_ == 0 && !interrupted.load(std::memory_order_relaxed);
  }
  [[nodiscard]] std::unique_ptr<core::InterruptWatch> watch_interrupts(core::InterruptHandler& handler) override;

  /// There was a Ctrl+C, which `wait` and `poll` have not told of yet.
  static std::atomic<bool> interrupted;

  /// Requests that are under way, for http.cpp alone, which knows what they are: so a program without HTTP links none.
  [[nodiscard]] std::unordered_map<core::OperationId, std::shared_ptr<void>>& http_requests() noexcept {
    return http_requests_;
  }

 private:
  // First, so that it outlives what the handlers hold that the io_context destroys.
  std::size_t pending_ = 0;
  boost::asio::io_context io_{1};
  // Keeps `run_one` waiting while there is nothing but a wake-up to wait for.
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer timer_;
  std::unordered_map<core::OperationId, std::shared_ptr<void>> http_requests_;
  std::atomic<bool> woken_ = false;
  core::TimePoint last_look_;
};

}  // namespace asyncio::native
