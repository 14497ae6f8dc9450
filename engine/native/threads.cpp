/// @file
/// Adapter of ports/threads.hpp: threads of the system.
#include "../ports/threads.hpp"

#include <asyncio/errors.hpp>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace asyncio::native {
namespace {

/// What a thread and its owner share.
struct Shared {
  std::mutex mutex;
  std::condition_variable stopped;
  bool stop_requested = false;
  bool over = false;
};

/// Of the thread that runs; null on one that was started otherwise.
thread_local Shared* own = nullptr;

class SystemThread final : public core::RunningThread {
 public:
  explicit SystemThread(std::unique_ptr<detail::RemoteCall> call)
      : thread_([shared = shared_, call = std::move(call)]() mutable { make(*shared, std::move(call)); }) {}

  void request_stop() noexcept override {
    const std::lock_guard lock(shared_->mutex);
    shared_->stop_requested = true;
    shared_->stopped.notify_all();
  }
  [[nodiscard]] bool is_alive() const noexcept override {
    const std::lock_guard lock(shared_->mutex);
    return !shared_->over;
  }
  void join() noexcept override { thread_.join(); }

 private:
  static void make(Shared& shared, std::unique_ptr<detail::RemoteCall> call) {
    own = &shared;
    call->run();
    // What it holds is the thread's own, and so is its end.
    call.reset();
    std::fflush(stdout);
    const std::lock_guard lock(shared.mutex);
    shared.over = true;
  }

  std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
  std::thread thread_;
};

}  // namespace
}  // namespace asyncio::native

namespace asyncio::core {

std::unique_ptr<RunningThread> start_thread(std::unique_ptr<detail::RemoteCall> call) {
  try {
    return std::make_unique<native::SystemThread>(std::move(call));
  } catch (const std::system_error& error) {
    throw RuntimeError(std::string("can't start new thread: ") + error.what());
  }
}

bool wait_for_stop(std::chrono::nanoseconds timeout) noexcept {
  if (native::own == nullptr) {
    std::this_thread::sleep_for(timeout);
    return false;
  }
  native::Shared& shared = *native::own;
  std::unique_lock lock(shared.mutex);
  const auto requested = [&] { return shared.stop_requested; };
  // Beyond what the clock can count to there is no deadline.
  constexpr std::chrono::hours longest(24 * 365);
  if (timeout < longest) return shared.stopped.wait_for(lock, timeout, requested);
  shared.stopped.wait(lock, requested);
  return true;
}

}  // namespace asyncio::core
