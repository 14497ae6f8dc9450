#include "reactor.hpp"

#include "../ports/inbox.hpp"

namespace asyncio::testing {

void VirtualReactor::wait(std::optional<core::TimePoint> deadline) {
  Timeline& timeline = outside_.timeline;
  if (timeline.run_due()) return;
  // A call of a worker ends at this very moment, whatever else is due later.
  if (inbox() && inbox()->expects(core::Inbox::Hope::letter)) return wait_until_woken();
  const auto event = timeline.next();
  if (event && (!deadline || *event <= *deadline)) {
    timeline.advance_to(*event);
    timeline.run_due();
  } else if (deadline) {
    timeline.advance_to(*deadline);
  } else {
    wait_until_woken();
  }
}

void VirtualReactor::wake() noexcept {
  const std::scoped_lock lock(mutex_);
  woken_ = true;
  wakes_.notify_one();
}

void VirtualReactor::wait_until_woken() {
  std::unique_lock lock(mutex_);
  wakes_.wait(lock, [this] { return std::exchange(woken_, false); });
}

}  // namespace asyncio::testing
