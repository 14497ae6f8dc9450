#include "support/program.hpp"

PROGRAM("futures/future_callbacks") {
  auto loop = asyncio::new_event_loop();

  const auto twice = [](const auto&) { print("twice"); };
  const auto removed = [](const auto&) { print("never: removed"); };

  for (const std::string how : {"result", "exception", "cancel"}) {
    const auto fut = loop.create_future();
    fut.add_done_callback([](const auto& f) { print("first, cancelled:", f.cancelled()); });
    fut.add_done_callback(twice);
    // Functions cannot be compared: a callback is removed by its handle, and not by its name.
    auto handle = fut.add_done_callback(removed);
    fut.add_done_callback(twice);
    handle.cancel();
    if (how == "result") {
      fut.set_result();
    } else if (how == "exception") {
      fut.set_exception(asyncio::ValueError("bad"));
      print("exception:", fut.exception());
    } else {
      print("cancel ->", fut.cancel("enough"));
    }
    print(how, "set; done:", fut.done());
    loop.call_soon([&] { loop.stop(); });
    loop.run_forever();
  }
  loop.close();
}
