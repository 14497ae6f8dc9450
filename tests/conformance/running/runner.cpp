#include "support/program.hpp"

namespace runner {

asyncio::EventLoop first() {
  asyncio::current_task()->set_name("first");
  return asyncio::get_running_loop();
}

void second(const asyncio::EventLoop& loop) {
  print("same loop:", asyncio::get_running_loop() == loop);
  throw asyncio::ValueError("second");
}

PROGRAM("running/runner") {
  std::optional<asyncio::EventLoop> loop;
  {
    asyncio::Runner runner;
    loop = runner.run(first);
    try {
      runner.run([&] { second(*loop); });
    } catch (const asyncio::ValueError& e) {
      print("raised", e.what());
    }
    print("get_loop is it:", runner.get_loop() == *loop, "| closed:", loop->is_closed());
  }
  print("closed:", loop->is_closed());
}

}  // namespace runner
