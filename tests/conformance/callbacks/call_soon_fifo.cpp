#include "support/program.hpp"

PROGRAM("callbacks/call_soon_fifo") {
  auto loop = asyncio::new_event_loop();

  const auto a = [&] {
    print("a");
    loop.call_soon([] { print("a-child"); });
  };
  const auto b = [&] {
    print("b");
    loop.call_soon([] { print("b-child"); });
    loop.call_soon([&] { loop.stop(); });
  };

  loop.call_soon(a);
  loop.call_soon(b);
  loop.call_soon([] { print("c"); });
  loop.run_forever();
  loop.close();
}
