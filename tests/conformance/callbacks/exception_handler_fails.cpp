#include "support/program.hpp"

namespace exception_handler_fails {

void handler(asyncio::EventLoop&, const asyncio::ExceptionContext& context) {
  print("handler told of", context.exception);
  throw asyncio::RuntimeError("the handler's own");
}

void bad(const char* text) { throw asyncio::ValueError(text); }

PROGRAM("callbacks/exception_handler_fails") {
  auto loop = asyncio::new_event_loop();
  loop.set_exception_handler(handler);
  loop.call_soon([] { bad("one"); });
  loop.call_soon([] { print("between"); });
  loop.call_soon([] { bad("two"); });
  loop.call_soon([&] { loop.stop(); });
  loop.run_forever();
  print("stopped as asked");
  loop.close();
}

}  // namespace exception_handler_fails
