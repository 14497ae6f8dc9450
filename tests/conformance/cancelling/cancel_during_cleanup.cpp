#include "support/program.hpp"

namespace cancel_during_cleanup {

void worker() {
  const Finally finally([] { print("finally, count:", asyncio::current_task()->cancelling()); });
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print("cleanup started");
    asyncio::sleep(10s);
    print("never: cleanup finished");
  }
}

PROGRAM("cancelling/cancel_during_cleanup") {
  asyncio::run([] {
    const auto task = asyncio::create_task(worker);
    asyncio::sleep(20ms);
    task.cancel();
    asyncio::sleep(20ms);
    print("first cancel handled; done:", task.done());
    task.cancel();
    try {
      asyncio::await(task);
    } catch (const asyncio::CancelledError&) {
      print("CancelledError; cancelled:", task.cancelled());
    }
  });
}

}  // namespace cancel_during_cleanup
