#include <thread>

#include "support/program.hpp"

namespace run_in_executor {

// The gate has no counterpart: the workers of a page share no memory with the loop. The worker is blocked by the clock instead.
int blocking(int milliseconds, std::optional<int> value) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  if (!value) throw asyncio::ValueError("from the worker");
  return *value * 2;
}

void ticker() {
  for (int i = 0; i != 3; ++i) {
    asyncio::sleep(20ms);
    print("tick", i, "while the worker is blocked");
  }
}

PROGRAM("threads/run_in_executor") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    const auto tick = asyncio::create_task(ticker);
    print("result:", asyncio::await(loop.run_in_executor(nullptr, blocking, 400, std::optional(21))));
    asyncio::await(tick);
    try {
      asyncio::await(loop.run_in_executor(nullptr, blocking, 0, std::optional<int>()));
    } catch (const asyncio::ValueError& e) {
      print("exception:", e.what());
    }
    print("to_thread:", asyncio::to_thread(blocking, 0, std::optional(4)));
  });
}

}  // namespace run_in_executor
