#include "reactor.hpp"

#include "../ports/inbox.hpp"

namespace asyncio::testing {

void VirtualReactor::wait(std::optional<core::TimePoint> deadline) {
  Timeline& timeline = outside_.timeline;
  if (timeline.run_due()) return;
  // A call of a worker ends at this very moment, whatever else is due later.
  if (inbox() && inbox()->expects(core::Inbox::Hope::letter)) return woken_.wait();
  const auto event = timeline.next();
  if (event && (!deadline || *event <= *deadline)) {
    timeline.advance_to(*event);
    timeline.run_due();
  } else if (deadline) {
    timeline.advance_to(*deadline);
  } else {
    woken_.wait();
  }
}

}  // namespace asyncio::testing
