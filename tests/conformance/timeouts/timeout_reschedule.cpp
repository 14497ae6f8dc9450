#include "support/program.hpp"

PROGRAM("timeouts/timeout_reschedule") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    {
      auto cm = asyncio::timeout(10s);
      try {
        cm.reschedule(std::nullopt);
      } catch (const asyncio::RuntimeError&) {
        print("before the block: RuntimeError");
      }
      try {
        cm.run([&] {
          cm.reschedule(loop.time() + 0.02);
          asyncio::sleep(10s);
        });
      } catch (const asyncio::TimeoutError&) {
        print("brought nearer");
      }
      try {
        cm.reschedule(std::nullopt);
      } catch (const asyncio::RuntimeError&) {
        print("after the block: RuntimeError");
      }
    }
    try {
      asyncio::timeout(std::nullopt, [&](asyncio::Timeout& cm) {
        cm.reschedule(loop.time() - 1);
        print("the past; expired yet:", cm.expired());
        asyncio::sleep(10s);
      });
    } catch (const asyncio::TimeoutError&) {
      print("the past: TimeoutError");
    }
    auto cm = asyncio::timeout(20ms);
    cm.run([&] {
      cm.reschedule(std::nullopt);
      asyncio::sleep(50ms);
    });
    print("taken away; expired:", cm.expired(), cm.when());
    try {
      asyncio::timeout_at(loop.time() + 0.02, [] { asyncio::sleep(10s); });
    } catch (const asyncio::TimeoutError&) {
      print("timeout_at: TimeoutError");
    }
  });
}
