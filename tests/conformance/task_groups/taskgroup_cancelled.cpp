#include "support/program.hpp"

namespace taskgroup_cancelled {

void child(std::string_view name) {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print(name, "cancelled");
    asyncio::sleep(50ms);
    print(name, "cleaned up");
    throw;
  }
}

void parent(bool wait_in_body) {
  try {
    asyncio::task_group([&](asyncio::TaskGroup& tg) {
      tg.create_task([] { child("child"); });
      if (wait_in_body) asyncio::sleep(10s);
      print("body ends");
    });
  } catch (const asyncio::CancelledError&) {
    print("parent: CancelledError, cancelling", asyncio::current_task()->cancelling());
    throw;
  }
}

PROGRAM("task_groups/taskgroup_cancelled") {
  asyncio::run([] {
    for (const bool wait_in_body : {true, false}) {
      const auto task = asyncio::create_task([wait_in_body] { parent(wait_in_body); });
      asyncio::sleep(20ms);
      task.cancel();
      asyncio::sleep(20ms);
      task.cancel();
      static_cast<void>(asyncio::wait({task}));
      print("cancelled:", task.cancelled());
    }
  });
}

}  // namespace taskgroup_cancelled
