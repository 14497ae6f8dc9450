/// @file
/// For adapters of reactor.hpp: how a loop's thread waits for other threads where nothing else can wake it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>

namespace asyncio::core {

/// Lets one wait through for any number of `set` since the last; called so by Win32, whose events can work alike.
class AutoResetEvent {
 public:
  /// From any thread.
  void set() noexcept {
    const std::scoped_lock lock(mutex_);
    set_ = true;
    changes_.notify_one();
  }

  /// Blocks this thread until the event is set, and resets it.
  void wait() {
    std::unique_lock lock(mutex_);
    changes_.wait(lock, [this] { return std::exchange(set_, false); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changes_;
  bool set_ = false;
};

}  // namespace asyncio::core
