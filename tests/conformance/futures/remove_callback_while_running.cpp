#include "support/program.hpp"

PROGRAM("futures/remove_callback_while_running") {
  asyncio::run([] {
    const auto fut = asyncio::get_running_loop().create_future();

    const auto second = [](const auto&) { print("second runs although it was removed"); };
    const auto first = [](const asyncio::Future<>& f) {
      print("first");
      // f.remove_done_callback(second) has no counterpart: a handle's cancel() is never too late.
      f.add_done_callback([](const auto&) { print("third, added by first"); });
    };

    fut.add_done_callback(first);
    fut.add_done_callback(second);
    fut.set_result();
    asyncio::sleep(20ms);
  });
}
