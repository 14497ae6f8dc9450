#include "support/program.hpp"

namespace cancel_in_gather {

std::string child(std::string name, bool swallow) {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError& e) {
    print(name, "cancelled:", e.message());
    if (!swallow) throw;
  }
  return name;
}

void parent() {
  try {
    asyncio::await(asyncio::gather([] { return child("a", false); }, [] { return child("b", true); }));
    print("never:");
  } catch (const asyncio::CancelledError&) {
    print("parent: CancelledError");
    throw;
  }
}

PROGRAM("cancelling/cancel_in_gather") {
  asyncio::run([] {
    const auto task = asyncio::create_task(parent);
    asyncio::sleep(20ms);
    task.cancel("stop all");
    asyncio::sleep(20ms);
    print("parent cancelled:", task.cancelled());
  });
}

}  // namespace cancel_in_gather
