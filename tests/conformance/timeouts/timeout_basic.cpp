#include "support/program.hpp"

PROGRAM("timeouts/timeout_basic") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    {
      auto cm = asyncio::timeout(500ms);
      cm.run([] { asyncio::sleep(20ms); });
      print("in time; expired:", cm.expired());
    }
    {
      auto cm = asyncio::timeout(30ms);
      try {
        cm.run([] {
          try {
            asyncio::sleep(10s);
          } catch (const asyncio::CancelledError&) {
            print("inside: CancelledError");
            throw;
          }
        });
      } catch (const asyncio::TimeoutError&) {
        print("outside: TimeoutError; expired:", cm.expired());
      }
    }
    {
      auto cm = asyncio::timeout(30ms);
      cm.run([&] {
        cm.reschedule(loop.time() + 0.5);
        asyncio::sleep(60ms);
      });
      print("rescheduled; expired:", cm.expired());
    }
    {
      auto cm = asyncio::timeout(std::nullopt);
      cm.run([] { asyncio::sleep(20ms); });
      print("no limit:", cm.when());
    }
    print("cancelling():", asyncio::current_task()->cancelling());
  });
}
