#include "support/program.hpp"

namespace two_wait_for_one {

void waiter(int n, const asyncio::Future<std::string>& fut) {
  try {
    print(n, "got", asyncio::await(fut));
  } catch (const asyncio::CancelledError&) {
    print(n, "CancelledError");
    throw;
  }
}

PROGRAM("futures/two_wait_for_one") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    for (const std::string how : {"result", "cancel"}) {
      const auto fut = loop.create_future<std::string>();
      std::vector<asyncio::Task<>> tasks;
      for (int n = 0; n != 3; ++n) tasks.push_back(asyncio::create_task([n, fut] { waiter(n, fut); }));
      asyncio::sleep(20ms);
      if (how == "result") {
        fut.set_result("value");
      } else {
        tasks[1].cancel();
      }
      asyncio::sleep(20ms);
      print(how, "future cancelled:", fut.cancelled());
      std::vector<bool> cancelled;
      for (const auto& t : tasks) cancelled.push_back(t.cancelled());
      print("tasks cancelled:", cancelled);
    }
  });
}

}  // namespace two_wait_for_one
