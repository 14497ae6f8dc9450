#include "support/program.hpp"

PROGRAM("futures/done_callback_schedules") {
  auto loop = asyncio::new_event_loop();
  const auto fut = loop.create_future<int>();

  const auto on_done = [&](const asyncio::Future<int>& f) {
    print("done with", f.result());
    loop.call_soon([] { print("child of the done callback"); });
    f.add_done_callback([f](const asyncio::Future<int>& g) { print("added when done:", g == f); });
  };

  fut.add_done_callback(on_done);
  loop.call_soon([&] { fut.set_result(7); });
  loop.call_soon([] { print("same iteration as set_result"); });
  loop.call_later(30ms, [&] { loop.stop(); });
  loop.run_forever();
  loop.close();
}
