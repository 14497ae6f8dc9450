#include "support/program.hpp"

namespace wait_for_future {

void bad() {
  asyncio::sleep(20ms);
  throw asyncio::ValueError("bad");
}

PROGRAM("timeouts/wait_for_future") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    auto fut = loop.create_future<std::string>();
    try {
      asyncio::wait_for(fut, 30ms);
    } catch (const asyncio::TimeoutError&) {
      print("TimeoutError; future cancelled:", fut.cancelled());
    }
    fut = loop.create_future<std::string>();
    loop.call_later(20ms, [&] { fut.set_result("in time"); });
    print(asyncio::wait_for(fut, 500ms));
    print("again, in no time:", asyncio::wait_for(fut, 0s));
    try {
      asyncio::wait_for(asyncio::create_task(bad), 500ms);
    } catch (const asyncio::ValueError& e) {
      print("raised", e.what());
    }
    const auto waiting = asyncio::create_task([&] { asyncio::wait_for(loop.create_future(), 10s); });
    asyncio::sleep(20ms);
    waiting.cancel("from outside");
    try {
      asyncio::await(waiting);
    } catch (const asyncio::CancelledError&) {
      print("cancelled from outside:", waiting.cancelled());
    }
  });
}

}  // namespace wait_for_future
