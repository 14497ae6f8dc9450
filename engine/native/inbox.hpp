/// @file
/// The way from other threads to a loop's own. Private to engine/native.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <mutex>
#include <utility>

namespace asyncio::native {

/// Shared by a reactor and those who will have something to tell it; outlives the reactor where they do.
class Inbox {
 public:
  explicit Inbox(boost::asio::io_context& io) noexcept : io_(&io) {}

  /// Has the reactor run `letter` from inside `wait` or `poll`; false, with nothing done, where there is no reactor any more. Any thread
  /// may call it.
  template <class Letter>
  bool post(Letter letter) {
    const std::lock_guard lock(mutex_);
    if (io_ == nullptr) return false;
    boost::asio::post(*io_, std::move(letter));
    return true;
  }

  /// The reactor goes away.
  void close() noexcept {
    const std::lock_guard lock(mutex_);
    io_ = nullptr;
  }

 private:
  std::mutex mutex_;
  boost::asio::io_context* io_;
};

}  // namespace asyncio::native
