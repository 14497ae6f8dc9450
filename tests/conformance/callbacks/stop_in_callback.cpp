#include "support/program.hpp"

PROGRAM("callbacks/stop_in_callback") {
  auto loop = asyncio::new_event_loop();

  const auto first = [&] {
    print("first");
    loop.stop();
    loop.call_soon([] { print("child of first"); });
  };

  loop.call_soon(first);
  loop.call_soon([] { print("second"); });
  loop.run_forever();
  print("stopped; running:", loop.is_running());
  loop.call_soon([&] { loop.stop(); });
  loop.run_forever();
  print("stopped again");
  loop.stop();
  loop.call_soon([] { print("one iteration after an early stop()"); });
  loop.run_forever();
  print("closed:", loop.is_closed());
  loop.close();
  print("closed:", loop.is_closed());
}
