#include "support/program.hpp"

namespace timeout_and_cancel {

void waiter() {
  asyncio::timeout(10s, [] { asyncio::sleep(10s); });
}

PROGRAM("timeouts/timeout_and_cancel") {
  asyncio::run([] {
    const auto task = asyncio::create_task(waiter);
    asyncio::sleep(20ms);
    task.cancel();
    try {
      asyncio::await(task);
    } catch (const asyncio::CancelledError&) {
      print("CancelledError from outside; cancelling:", task.cancelling());
    }
    {
      auto cm = asyncio::timeout(20ms);
      cm.run([] {
        try {
          asyncio::sleep(10s);
        } catch (const asyncio::CancelledError&) {
          print("swallowed");
        }
      });
      print("expired:", cm.expired(), "cancelling:", asyncio::current_task()->cancelling());
    }
    auto cm = asyncio::timeout(20ms);
    try {
      cm.run([] {
        try {
          asyncio::sleep(10s);
        } catch (...) {
        }
        throw asyncio::ValueError("its own");
      });
    } catch (const asyncio::ValueError& e) {
      print("ValueError", e.what(), "| expired:", cm.expired());
    }
  });
}

}  // namespace timeout_and_cancel
