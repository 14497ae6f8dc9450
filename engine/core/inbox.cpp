#include "inbox.hpp"

namespace asyncio::core {

std::shared_ptr<Inbox> Inbox::of(Reactor& reactor) {
  if (!reactor.inbox()) reactor.set_inbox(std::make_shared<LockedInbox>(reactor));
  return reactor.inbox();
}

void LockedInbox::deliver() {
  for (const auto& letter : take()) letter->read();
}

std::vector<std::unique_ptr<Inbox::Letter>> LockedInbox::take() {
  std::vector<std::unique_ptr<Letter>> letters;
  if (!any_.load(std::memory_order_acquire)) return letters;
  const std::scoped_lock lock(mutex_);
  letters.swap(letters_);
  any_ = false;
  return letters;
}

void LockedInbox::close() noexcept {
  std::vector<std::unique_ptr<Letter>> dropped;
  const std::scoped_lock lock(mutex_);
  reactor_ = nullptr;
  dropped.swap(letters_);
}

bool LockedInbox::post_letter(std::unique_ptr<Letter> letter) {
  // Held throughout, so that the reactor is not gone between the look and the waking.
  const std::scoped_lock lock(mutex_);
  if (reactor_ == nullptr) return false;
  letters_.push_back(std::move(letter));
  any_ = true;
  reactor_->wake();
  return true;
}

void LockedInbox::expect_no_more(Hope hope) noexcept {
  const std::scoped_lock lock(mutex_);
  // The loop may have waited only because of this.
  if (--expected_[static_cast<std::size_t>(hope)] == 0 && reactor_ != nullptr) reactor_->wake();
}

}  // namespace asyncio::core
