#include "support/program.hpp"

namespace cancel_swallowed {

std::string stubborn() {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print("swallowed");
  }
  asyncio::sleep(20ms);
  print("slept again without trouble");
  return "finished";
}

PROGRAM("cancelling/cancel_swallowed") {
  asyncio::run([] {
    const auto task = asyncio::create_task(stubborn);
    asyncio::sleep(20ms);
    task.cancel();
    print("result:", asyncio::await(task));
    print("cancelled:", task.cancelled(), "| cancelling count:", task.cancelling());
  });
}

}  // namespace cancel_swallowed
