/// @file
/// The one way into a loop from other threads. Follows `loop.call_soon_threadsafe`.
#pragma once

#include <concepts>
#include <memory>
#include <utility>

#include <asyncio/loop.hpp>

namespace asyncio {
namespace detail {
struct ThreadsafeReference;
}

/// A reference to a loop that any thread may hold, copy and use; all else in this library belongs to the loop's own thread. While
/// one exists, a loop with nothing to do waits instead of throwing DeadlockError, since another thread may still call.
///
///     asyncio::ThreadsafeLoop loop(asyncio::get_running_loop());
///     asyncio::Future<int> answer;
///     std::thread worker([&, loop] { loop.call_soon_threadsafe([&] { answer.set_result(42); }); });
///     asyncio::await(answer);
///     worker.join();
class ThreadsafeLoop {
 public:
  /// To be made on the loop's own thread. Throws RuntimeError on a closed loop.
  explicit ThreadsafeLoop(const EventLoop& loop);

  /// Calls `callback` from the loop, on its thread, in one of its next iterations, and wakes the loop for it. Callbacks of one thread
  /// run in the order of the calls, without a context. Throws RuntimeError when the loop is closed.
  template <std::invocable Callback>
  void call_soon_threadsafe(Callback callback) const {
    submit(new detail::HandleOf<Callback>(loop(), std::move(callback)));
  }
  void call_soon_threadsafe(...) const ASYNCIO_REFUSED(
      "call_soon_threadsafe takes a callback without arguments: write call_soon_threadsafe([=] { callback(x); })");

 private:
  /// Throws RuntimeError when it is closed.
  [[nodiscard]] detail::Loop& loop() const;
  void submit(detail::HandleState* handle) const;

  std::shared_ptr<detail::ThreadsafeReference> reference_;
};

}  // namespace asyncio
