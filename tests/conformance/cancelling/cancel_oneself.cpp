#include "support/program.hpp"

namespace cancel_oneself {

std::string waits() {
  asyncio::current_task()->cancel("myself");
  print("still running");
  const auto done = asyncio::get_running_loop().create_future<std::string>();
  done.set_result("awaiting what is done does not wait");
  print(asyncio::await(done));
  try {
    asyncio::sleep(0s);
  } catch (const asyncio::CancelledError& e) {
    print("thrown at sleep(0):", e.message());
    throw;
  }
  return "never";
}

std::string returns() {
  asyncio::current_task()->cancel();
  return "lost";
}

PROGRAM("cancelling/cancel_oneself") {
  asyncio::run([] {
    for (const auto& [name, function] : {std::pair("waits", &waits), std::pair("returns", &returns)}) {
      const auto task = asyncio::create_task(function);
      try {
        print(asyncio::await(task));
      } catch (const asyncio::CancelledError&) {
        print(name, "cancelled:", task.cancelled());
      }
    }
  });
}

}  // namespace cancel_oneself
