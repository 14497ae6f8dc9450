#include "support/program.hpp"

PROGRAM("callbacks/call_later_deadline_order") {
  auto loop = asyncio::new_event_loop();
  const double now = loop.time();
  loop.call_at(now + 0.09, [] { print("90ms"); });
  loop.call_at(now + 0.03, [] { print("30ms"); });
  loop.call_at(now + 0.06, [] { print("60ms"); });
  loop.call_at(now + 0.12, [&] { loop.stop(); });
  loop.call_later(500ms, [] { print("never: after stop"); });
  loop.call_soon([] { print("soon-1"); });
  loop.call_soon([] { print("soon-2"); });
  loop.run_forever();
  print("stopped");
  loop.close();
}
