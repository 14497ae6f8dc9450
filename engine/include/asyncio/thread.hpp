/// @file
/// Threads: functions that run beside everything else. Follows Python's `threading.Thread`; how one is stopped follows C++'s
/// `std::jthread`.
///
/// Nothing can end a thread from outside. It is sent a message, and ends when it looks: that is the difference from a task, which is
/// cancelled wherever it waits.
///
/// Natively this is a thread of the system; in a browser a Web Worker, in an instance of its own of the same program. What may be
/// called, and with which arguments, is the same as in an executor (executor.hpp). In a browser a thread starts, stops and prints
/// when the one that made it next waits or returns, because workers take their turns in the browser's event loop.
#pragma once

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <asyncio/detail/remote_call.hpp>
#include <asyncio/loop.hpp>

namespace asyncio {
namespace core {
class RunningThread;
}

/// In a thread: whether it has been asked to stop. On a thread that is no `Thread` that never happens.
class StopToken {
 public:
  /// In a browser this gives other workers their turn, and costs some microseconds.
  [[nodiscard]] bool stop_requested() const;
  /// Blocks this thread until it is asked to stop, or for as long as `timeout`; says whether it was asked. As Python's
  /// `threading.Event.wait`.
  bool wait_for(Duration timeout) const;
  bool wait_for(double) const ASYNCIO_REFUSED("a length of time has a unit: write 1s or 500ms");
};

/// A thread that runs from here on.
class Thread {
 public:
  /// Calls `function(arguments...)`, or `function(StopToken(), arguments...)` where it takes that. What it returns is dropped, as in
  /// Python; what it throws is told on stderr. Throws RuntimeError where the platform has no more threads: a browser has 16.
  template <class Function, class... Args>
    requires(!std::is_same_v<Function, Thread>)
  explicit Thread(Function function, Args&&... arguments) {
    if constexpr (std::is_invocable_v<Function, StopToken, detail::Sent<Args>...>) {
      start(detail::make_remote_call(function, StopToken(), std::forward<Args>(arguments)...));
    } else {
      start(detail::make_remote_call(function, std::forward<Args>(arguments)...));
    }
  }
  Thread(Thread&& other) noexcept = default;
  /// Stops and joins what was held before.
  Thread& operator=(Thread&& other) noexcept;
  /// Asks it to stop, and joins it.
  ~Thread();

  /// Sends the message; whether and when the thread ends is its own affair. Again is harmless.
  void request_stop() noexcept;
  /// Blocks this thread, and with it a loop that runs here, until the function has returned. Again is harmless. A task that wants
  /// others to go on meanwhile waits for `to_thread` instead.
  void join() noexcept;
  /// From the start until the function has returned.
  [[nodiscard]] bool is_alive() const noexcept;
  /// `Thread-1` and so on.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  void start(std::unique_ptr<detail::RemoteCall> call);

  std::string name_;
  /// Null once it has been joined or moved from.
  std::shared_ptr<core::RunningThread> running_;
};

}  // namespace asyncio
