#include "support/program.hpp"

PROGRAM("callbacks/call_at_and_handle_cancel") {
  auto loop = asyncio::new_event_loop();
  const double now = loop.time();
  auto timer = loop.call_at(now + 0.03, [] { print("never: cancelled timer"); });
  // The loop counts nanoseconds, and `when` is what it counted.
  print("when kept:", timer.when() - (now + 0.03) < 1e-9);
  auto soon = loop.call_soon([] { print("never: cancelled before the run"); });
  loop.call_at(now + 0.05, [] { print("kept timer"); });

  std::optional<asyncio::Handle> later;
  const auto canceller = [&] {
    later->cancel();
    later->cancel();
    timer.cancel();
    print("cancelled:", soon.cancelled(), later->cancelled(), timer.cancelled());
  };

  soon.cancel();
  loop.call_soon(canceller);
  later = loop.call_soon([] { print("never: cancelled while ready"); });
  auto kept = loop.call_at(now + 0.08, [&] { loop.stop(); });
  loop.run_forever();
  print("kept.cancelled:", kept.cancelled());
  loop.close();
}
