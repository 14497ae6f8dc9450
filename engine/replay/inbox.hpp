/// @file
/// The letters of a run that is recorded or replayed. Threads run for real in a replay, too; their letters are read where, and in the order in
/// which, they were read then. Private to engine/replay.
#pragma once

#include <list>
#include <memory>

#include "../core/inbox.hpp"
#include "../ports/auto_reset_event.hpp"
#include "tape.hpp"

namespace asyncio::replay {

class RecordingInbox final : public core::LockedInbox {
 public:
  RecordingInbox(core::Reactor& reactor, Tape& tape) noexcept : LockedInbox(reactor), tape_(tape) {}
  void deliver() override;

 private:
  Tape& tape_;
};

class ReplayingInbox final : public core::LockedInbox {
 public:
  ReplayingInbox(core::Reactor& reactor, Tape& tape, core::AutoResetEvent& woken) noexcept
      : LockedInbox(reactor), tape_(tape), woken_(woken) {}
  void deliver() override;
  [[nodiscard]] bool expects(Hope hope) const noexcept override {
    return !early_.empty() || LockedInbox::expects(hope);
  }

 private:
  /// The next letter of a sender; null, and the replay has failed, where none can come.
  std::unique_ptr<Letter> letter_of(std::uint32_t sender);
  std::unique_ptr<Letter> find(std::uint32_t sender);

  Tape& tape_;
  core::AutoResetEvent& woken_;
  /// Came, but were not read yet then.
  std::list<std::unique_ptr<Letter>> early_;
};

}  // namespace asyncio::replay
