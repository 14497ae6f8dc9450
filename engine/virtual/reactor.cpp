#include "reactor.hpp"

namespace asyncio::testing {

void VirtualReactor::wait(std::optional<core::TimePoint> deadline) {
  Timeline& timeline = outside_.timeline;
  if (timeline.run_due()) return;
  const auto event = timeline.next();
  if (event && (!deadline || *event <= *deadline)) {
    timeline.advance_to(*event);
    timeline.run_due();
  } else if (deadline) {
    timeline.advance_to(*deadline);
  }
}

}  // namespace asyncio::testing
