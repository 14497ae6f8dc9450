#include "support/program.hpp"

namespace uncancel {

std::string worker() {
  const auto me = *asyncio::current_task();
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print("caught, cancelling:", me.cancelling());
  }
  const int first = me.uncancel();
  const int second = me.uncancel();
  const int third = me.uncancel();
  print("uncancel ->", first, second, third);
  asyncio::sleep(20ms);
  return "went on";
}

PROGRAM("cancelling/uncancel") {
  asyncio::run([] {
    const auto task = asyncio::create_task(worker);
    asyncio::sleep(20ms);
    const bool first = task.cancel();
    const bool second = task.cancel();
    print(first, second, task.cancelling());
    const auto result = asyncio::await(task);
    print(result, "| cancelling:", task.cancelling());
  });
}

}  // namespace uncancel
