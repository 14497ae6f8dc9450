#include "support/program.hpp"

namespace cancel_during_sleep {

void sleeper() {
  const Finally finally([] { print("finally"); });
  try {
    print("sleeping");
    asyncio::sleep(10s);
    print("never: after sleep");
  } catch (const asyncio::CancelledError& e) {
    // A CancelledError has a message where Python's has any arguments.
    print("CancelledError at the await, args:", std::tuple(e.message()));
    throw;
  }
}

PROGRAM("cancelling/cancel_during_sleep") {
  asyncio::run([] {
    const auto task = asyncio::create_task(sleeper);
    asyncio::sleep(20ms);
    print("cancel ->", task.cancel("go away"));
    print("not delivered yet; done:", task.done());
    try {
      asyncio::await(task);
    } catch (const asyncio::CancelledError&) {
      print("awaiter: CancelledError");
    }
    print("cancelled:", task.cancelled(), "| cancel again ->", task.cancel());
  });
}

}  // namespace cancel_during_sleep
