#include "timeline.hpp"

namespace asyncio::testing {

bool Timeline::run_due() {
  const Key end(now_, count_ + 1);
  bool any = false;
  while (!events_.empty() && events_.begin()->first < end) {
    auto event = events_.extract(events_.begin());
    event.mapped()();
    any = true;
  }
  return any;
}

}  // namespace asyncio::testing
