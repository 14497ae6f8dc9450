#include "support/program.hpp"

namespace cancel_before_start {

void body() {
  const Finally finally([] { print("never: finally"); });
  print("never: body started");
}

PROGRAM("cancelling/cancel_before_start") {
  asyncio::run([] {
    const auto task = asyncio::create_task(body);
    print("cancel ->", task.cancel());
    print("right after: done", task.done(), "cancelled", task.cancelled());
    try {
      asyncio::await(task);
    } catch (const asyncio::CancelledError&) {
      print("await: CancelledError");
    }
    print("later: done", task.done(), "cancelled", task.cancelled());
  });
}

}  // namespace cancel_before_start
