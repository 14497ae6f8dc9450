#include "support/program.hpp"

namespace cancel_chain {

std::string inner(bool swallow) {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print(" inner: CancelledError");
    if (!swallow) throw;
  }
  return "inner value";
}

void outer(bool swallow) {
  try {
    print(" outer: got", asyncio::await(asyncio::create_task([swallow] { return inner(swallow); })));
  } catch (const asyncio::CancelledError&) {
    print(" outer: CancelledError");
    throw;
  }
}

PROGRAM("cancelling/cancel_chain") {
  asyncio::run([] {
    for (const bool swallow : {false, true}) {
      print("inner swallows:", swallow);
      const auto task = asyncio::create_task([swallow] { outer(swallow); });
      asyncio::sleep(20ms);
      task.cancel();
      static_cast<void>(asyncio::wait({task}));
      print(" outer cancelled:", task.cancelled(), "count:", task.cancelling());
    }
  });
}

}  // namespace cancel_chain
