#include "support/program.hpp"

namespace cancel_meets_gather {

void sleeper() {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError& e) {
    print("CancelledError:", e.message());
    throw;
  }
}

template <class Group>
void gatherer(const Group& group) {
  try {
    asyncio::await(group);
  } catch (const asyncio::CancelledError& e) {
    print("CancelledError:", e.message());
    throw;
  }
}

PROGRAM("cancelling/cancel_meets_gather") {
  asyncio::run([] {
    auto task = asyncio::create_task(sleeper);
    asyncio::sleep(20ms);
    task.cancel("first");
    task.cancel("second");
    static_cast<void>(asyncio::wait({task}));
    auto child = asyncio::create_task([] { asyncio::sleep(10s); });
    const auto group = asyncio::gather(child);
    group.add_done_callback([&](const auto&) { task.cancel("second"); });
    task = asyncio::create_task([&] { gatherer(group); });
    asyncio::sleep(20ms);
    child.cancel("first");
    static_cast<void>(asyncio::wait({task}));
    print("task cancelled:", task.cancelled(), "cancelling:", task.cancelling());
    child = asyncio::create_task([] { asyncio::sleep(10s); });
    asyncio::sleep(20ms);
    try {
      asyncio::wait_for(asyncio::gather(child), 0s);
    } catch (const asyncio::TimeoutError&) {
      print("TimeoutError; child cancelled:", child.cancelled());
    }
  });
}

}  // namespace cancel_meets_gather
