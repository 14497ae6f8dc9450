/// @file
/// PORT: threads that are asked to stop. `engine/native` has threads, `wasm/workers` Web Workers. Free functions, so that a program that
/// uses none links none.
#pragma once

#include <asyncio/detail/remote_call.hpp>
#include <chrono>
#include <memory>

namespace asyncio::core {

/// A thread that makes one call. To be joined before it is destroyed.
class RunningThread {
 public:
  RunningThread() = default;
  RunningThread(const RunningThread&) = delete;
  RunningThread& operator=(const RunningThread&) = delete;
  virtual ~RunningThread() = default;

  /// Ends the waits of `wait_for_stop` in that thread, now and later.
  virtual void request_stop() noexcept = 0;
  /// Until the call is over.
  [[nodiscard]] virtual bool is_alive() const noexcept = 0;
  /// Blocks this thread until then.
  virtual void join() noexcept = 0;
};

/// Starts a thread. The call throws nothing. Throws RuntimeError where the platform has no more.
std::unique_ptr<RunningThread> start_thread(std::unique_ptr<detail::RemoteCall> call);

/// In such a thread: blocks until it is asked to stop, or so long; says whether it was asked. Elsewhere nobody asks.
bool wait_for_stop(std::chrono::nanoseconds timeout) noexcept;

}  // namespace asyncio::core
