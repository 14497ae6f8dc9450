#include "support/program.hpp"

namespace callback_exception_handler {

std::optional<asyncio::EventLoop> loop;

void handler(asyncio::EventLoop& lp, const asyncio::ExceptionContext& context) {
  const auto& exc = context.exception;
  print("handler:", type_name(exc), exc, "| same loop:", lp == *loop);
}

void bad() { throw asyncio::ValueError("bad callback"); }

PROGRAM("callbacks/callback_exception_handler") {
  loop = asyncio::new_event_loop();
  loop->set_exception_handler(handler);
  loop->call_soon([] { print("before"); });
  loop->call_soon(bad);
  loop->call_soon([] { print("after"); });
  {
    const auto fut = loop->create_future();
    fut.add_done_callback([](const auto&) { bad(); });
    fut.add_done_callback([](const auto&) { print("next done-callback still runs"); });
    fut.set_result();
    loop->call_soon([] { loop->stop(); });
    loop->run_forever();
  }
  loop->close();
  loop.reset();
}

}  // namespace callback_exception_handler
