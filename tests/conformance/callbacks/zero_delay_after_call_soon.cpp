#include "support/program.hpp"

PROGRAM("callbacks/zero_delay_after_call_soon") {
  auto loop = asyncio::new_event_loop();

  const auto soon = [&] {
    print("call_soon");
    loop.call_soon([] { print("child of call_soon"); });
  };
  const auto timer = [&] {
    print("call_later(0)");
    loop.call_soon([] { print("child of call_later(0)"); });
    loop.call_soon([&] { loop.stop(); });
  };
  const auto start = [&] {
    loop.call_later(0s, timer);
    loop.call_soon(soon);
  };

  loop.call_soon(start);
  loop.run_forever();
  loop.close();
}
