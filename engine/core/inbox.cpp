#include "../ports/inbox.hpp"

#include <array>
#include <atomic>
#include <mutex>
#include <vector>

#include "../ports/reactor.hpp"

namespace asyncio::core {
namespace {

class LockedInbox final : public Inbox {
 public:
  explicit LockedInbox(Reactor& reactor) noexcept : reactor_(&reactor) {}

  void deliver() override {
    if (!any_.load(std::memory_order_acquire)) return;
    std::vector<std::unique_ptr<Letter>> letters;
    {
      const std::scoped_lock lock(mutex_);
      letters.swap(letters_);
      any_ = false;
    }
    for (const auto& letter : letters) letter->read();
  }

  [[nodiscard]] bool expects(Hope hope) const noexcept override {
    return expected_[static_cast<std::size_t>(hope)] != 0 || any_;
  }

  void close() noexcept override {
    std::vector<std::unique_ptr<Letter>> dropped;
    const std::scoped_lock lock(mutex_);
    reactor_ = nullptr;
    dropped.swap(letters_);
  }

 private:
  bool post_letter(std::unique_ptr<Letter> letter) override {
    // Held throughout, so that the reactor is not gone between the look and the waking.
    const std::scoped_lock lock(mutex_);
    if (reactor_ == nullptr) return false;
    letters_.push_back(std::move(letter));
    any_ = true;
    reactor_->wake();
    return true;
  }
  void expect(Hope hope) noexcept override { ++expected_[static_cast<std::size_t>(hope)]; }
  void expect_no_more(Hope hope) noexcept override {
    const std::scoped_lock lock(mutex_);
    // The loop may have waited only because of this.
    if (--expected_[static_cast<std::size_t>(hope)] == 0 && reactor_ != nullptr) reactor_->wake();
  }

  std::mutex mutex_;
  /// Null once it is closed.
  Reactor* reactor_;
  std::vector<std::unique_ptr<Letter>> letters_;
  std::atomic<bool> any_ = false;
  /// By what is hoped for.
  std::array<std::atomic<int>, 2> expected_{};
};

}  // namespace

std::shared_ptr<Inbox> Inbox::of(Reactor& reactor) {
  if (!reactor.inbox()) reactor.set_inbox(std::make_shared<LockedInbox>(reactor));
  return reactor.inbox();
}

}  // namespace asyncio::core
