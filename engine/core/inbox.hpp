/// @file
/// The inbox of a loop: see ports/inbox.hpp.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "../ports/inbox.hpp"
#include "../ports/reactor.hpp"

namespace asyncio::core {

class LockedInbox : public Inbox {
 public:
  explicit LockedInbox(Reactor& reactor) noexcept : reactor_(&reactor) {}

  void deliver() override;
  [[nodiscard]] bool expects(Hope hope) const noexcept override {
    return expected_[static_cast<std::size_t>(hope)] != 0 || any_;
  }
  void close() noexcept override;

 protected:
  /// The letters that have come and were not taken yet.
  std::vector<std::unique_ptr<Letter>> take();

 private:
  bool post_letter(std::unique_ptr<Letter> letter) override;
  void expect(Hope hope) noexcept override { ++expected_[static_cast<std::size_t>(hope)]; }
  void expect_no_more(Hope hope) noexcept override;

  std::mutex mutex_;
  /// Null once it is closed.
  Reactor* reactor_;
  std::vector<std::unique_ptr<Letter>> letters_;
  std::atomic<bool> any_ = false;
  /// By what is hoped for.
  std::array<std::atomic<int>, 2> expected_{};
};

}  // namespace asyncio::core
