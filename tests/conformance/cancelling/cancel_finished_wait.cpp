#include "support/program.hpp"

namespace cancel_finished_wait {

void waiter(const asyncio::Future<std::string>& fut) {
  try {
    print("never:", asyncio::await(fut));
  } catch (const asyncio::CancelledError&) {
    print("CancelledError; the future has", fut.result());
    throw;
  }
}

PROGRAM("cancelling/cancel_finished_wait") {
  asyncio::run([] {
    const auto fut = asyncio::get_running_loop().create_future<std::string>();
    const auto task = asyncio::create_task([fut] { waiter(fut); });
    asyncio::sleep(20ms);
    fut.set_result("its result");
    print("cancel ->", task.cancel());
    try {
      asyncio::await(task);
    } catch (const asyncio::CancelledError&) {
      print("future cancelled:", fut.cancelled(), "task cancelled:", task.cancelled());
    }
  });
}

}  // namespace cancel_finished_wait
