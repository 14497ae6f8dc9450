#include "support/program.hpp"

PROGRAM("timeouts/nested_timeouts") {
  asyncio::run([] {
    using Delay = asyncio::Duration;
    for (const auto& [outer, inner] : {std::pair<Delay, Delay>(500ms, 30ms), std::pair<Delay, Delay>(30ms, 500ms)}) {
      auto a = asyncio::timeout(outer);
      auto b = asyncio::timeout(inner);
      try {
        a.run([&] {
          try {
            b.run([] { asyncio::sleep(10s); });
          } catch (const asyncio::TimeoutError&) {
            print("inner block: TimeoutError");
          } catch (const asyncio::CancelledError&) {
            print("inner block: CancelledError");
            throw;
          }
          print("between the blocks");
        });
      } catch (const asyncio::TimeoutError&) {
        print("outer block: TimeoutError");
      }
      print("expired: outer", a.expired(), "inner", b.expired());
    }
    print("cancelling:", asyncio::current_task()->cancelling());
  });
}
