#include "support/program.hpp"

PROGRAM("callbacks/call_later_edges") {
  auto loop = asyncio::new_event_loop();
  const double now = loop.time();
  auto victim = loop.call_at(now + 0.06, [] { print("never: cancelled by a timer"); });
  loop.call_at(now + 0.03, [&] { victim.cancel(); });
  loop.call_at(now - 1, [] { print("a second ago"); });
  loop.call_at(now - 2, [] { print("two seconds ago"); });
  loop.call_later(0s, [] { print("now"); });
  loop.call_later(-1.5s, [] { print("a second and a half ago"); });
  loop.call_soon([] { print("soon"); });
  loop.call_at(now + 0.09, [] { print("last"); });
  loop.call_at(now + 0.12, [&] { loop.stop(); });
  loop.run_forever();
  print("cancelled:", victim.cancelled());
  loop.close();
}
