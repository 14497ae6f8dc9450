#include "support/program.hpp"

namespace wait_timeout {

std::string job(asyncio::Event& gate) {
  try {
    gate.wait();
    return "finished";
  } catch (const asyncio::CancelledError&) {
    print("never: cancelled by wait");
    throw;
  }
}

PROGRAM("gathering/wait_timeout") {
  asyncio::run([] {
    asyncio::Event ready, gate;
    ready.set();
    const auto fast = asyncio::create_task([&] { return job(ready); }, "fast");
    const auto slow = asyncio::create_task([&] { return job(gate); }, "slow");
    {
      const auto [done, pending] = asyncio::wait({fast, slow}, {.timeout = 50ms});
      print("done", sorted_names(done), "pending", sorted_names(pending));
    }
    {
      const auto [done, pending] = asyncio::wait({slow}, {.timeout = 0s});
      print("zero timeout: done", done.size(), "pending", pending.size());
    }
    gate.set();
    print("slow ->", asyncio::await(slow));
    try {
      static_cast<void>(asyncio::wait(std::vector<asyncio::Task<>>()));
    } catch (const asyncio::ValueError&) {
      print("empty set: ValueError");
    }
  });
}

}  // namespace wait_timeout
