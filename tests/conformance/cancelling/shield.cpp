#include "support/program.hpp"

namespace shield {

std::string inner(asyncio::Event& gate) {
  gate.wait();
  print("work finished");
  return "value";
}

std::string outer(const asyncio::Task<std::string>& task) {
  try {
    return asyncio::await(asyncio::shield(task));
  } catch (const asyncio::CancelledError&) {
    print("outer: CancelledError; inner cancelled:", task.cancelled());
    throw;
  }
}

PROGRAM("cancelling/shield") {
  asyncio::run([] {
    for (const std::string victim : {"outer", "inner"}) {
      asyncio::Event gate;
      const auto work = asyncio::create_task([&] { return inner(gate); });
      const auto wrap = asyncio::create_task([work] { return outer(work); });
      asyncio::sleep(20ms);
      (victim == "outer" ? wrap : work).cancel();
      static_cast<void>(asyncio::wait({wrap}));
      gate.set();
      static_cast<void>(asyncio::wait({work}));
      print(victim, "cancelled -> work:", work.cancelled() ? "cancelled" : work.result(),
            "| wrap cancelled:", wrap.cancelled());
    }
  });
}

}  // namespace shield
