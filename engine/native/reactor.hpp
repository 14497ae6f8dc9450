/// @file
/// Adapter of the reactor port on Boost.Asio. Private to engine/native.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "../core/reactor.hpp"
#include "http.hpp"

namespace asyncio::native {

class AsioReactor final : public core::Reactor {
 public:
  AsioReactor();

  core::TimePoint now() noexcept override;
  void wait(std::optional<core::TimePoint> deadline) override;
  void poll() override;
  void wake() noexcept override;
  [[nodiscard]] bool idle() const noexcept override { return http_.idle(); }
  core::OperationId start_http(core::HttpRequest request, core::HttpCompletion& completion) override;
  void cancel_http(core::OperationId operation) noexcept override;

 private:
  boost::asio::io_context io_{1};
  // Keeps `run_one` waiting while there is nothing but a wake-up to wait for.
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer timer_;
  HttpClient http_;
  std::atomic<bool> woken_ = false;
  core::TimePoint last_look_;
};

}  // namespace asyncio::native
