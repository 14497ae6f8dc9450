#include "support/program.hpp"

namespace loop_close {

void attempt(std::string_view name, const std::function<void()>& fn) {
  try {
    fn();
    print(name, "ok");
  } catch (const asyncio::RuntimeError&) {
    print(name, "RuntimeError");
  }
}

PROGRAM("running/loop_close") {
  auto loop = asyncio::new_event_loop();
  loop.call_soon([&] { attempt("close while running:", [&] { loop.close(); }); });
  loop.call_soon([&] { loop.stop(); });
  loop.run_forever();
  loop.call_soon([] { print("never: dropped by close"); });
  loop.close();
  print("closed:", loop.is_closed());
  attempt("close again:", [&] { loop.close(); });
  attempt("call_soon:", [&] { loop.call_soon([] { print(); }); });
  attempt("call_later:", [&] { loop.call_later(10ms, [] { print(); }); });
  attempt("run_forever:", [&] { loop.run_forever(); });
}

}  // namespace loop_close
