#include "inbox.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace asyncio::replay {

void RecordingInbox::deliver() {
  tape_.look();
  const auto letters = take();
  if (letters.empty()) return;
  std::vector<std::uint32_t> senders;
  senders.reserve(letters.size());
  for (const auto& letter : letters) senders.push_back(letter->sender);
  tape_.note_letters(senders);
  for (const auto& letter : letters) letter->read();
}

void ReplayingInbox::deliver() {
  for (const std::uint32_t sender : tape_.replay_letters()) {
    const auto letter = letter_of(sender);
    if (!letter) return;
    letter->read();
  }
  // Without a recording to follow, they are read as they come.
  while (tape_.failed()) {
    std::ranges::move(take(), std::back_inserter(early_));
    if (early_.empty()) return;
    const auto letter = std::move(early_.front());
    early_.pop_front();
    letter->read();
  }
}

std::unique_ptr<core::Inbox::Letter> ReplayingInbox::find(std::uint32_t sender) {
  std::ranges::move(take(), std::back_inserter(early_));
  const auto place = std::ranges::find_if(early_, [=](const auto& letter) { return letter->sender == sender; });
  if (place == early_.end()) return nullptr;
  auto letter = std::move(*place);
  early_.erase(place);
  return letter;
}

std::unique_ptr<core::Inbox::Letter> ReplayingInbox::letter_of(std::uint32_t sender) {
  for (;;) {
    // Before the look for the letter: who wrote it may be gone right after.
    const bool may_come = LockedInbox::expects(Hope::letter) || LockedInbox::expects(Hope::writer);
    if (auto letter = find(sender)) return letter;
    if (!may_come) {
      tape_.fail("no call from another thread");
      return nullptr;
    }
    woken_.wait();
  }
}

}  // namespace asyncio::replay
