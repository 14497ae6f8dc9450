#include "support/program.hpp"

PROGRAM("running/run_until_complete_stopped") {
  auto loop = asyncio::new_event_loop();
  const auto fut = loop.create_future<int>();
  loop.call_later(20ms, [&] { loop.stop(); });
  try {
    loop.run_until_complete(fut);
  } catch (const asyncio::RuntimeError&) {
    print("RuntimeError: stopped first; done =", fut.done());
  }
  loop.call_later(20ms, [&] { fut.set_result(42); });
  print("second try:", loop.run_until_complete(fut));
  print("already done:", loop.run_until_complete(fut));
  loop.close();
}
