#include "support/program.hpp"

namespace gather_outer_cancel {

void child(std::string_view name, asyncio::Event& gate) {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print(name, "cancelled");
    gate.wait();
    print(name, "cleaned up");
    throw;
  }
}

PROGRAM("gathering/gather_outer_cancel") {
  asyncio::run([] {
    asyncio::Event slow, fast;
    const auto c1 = asyncio::create_task([&] { child("c1", slow); });
    const auto ready = asyncio::create_task([] { return asyncio::sleep(0s, std::string("quick")); });
    const auto group = asyncio::gather(ready, c1, [&] { child("c2", fast); });
    asyncio::sleep(20ms);
    print("cancel ->", group.cancel());
    asyncio::get_running_loop().call_later(20ms, [&] { fast.set(); });
    try {
      asyncio::await(group);
    } catch (const asyncio::CancelledError&) {
      print("gather: CancelledError; c1 done:", c1.done());
    }
    slow.set();
    static_cast<void>(asyncio::wait({c1}));
    print("c1 cancelled:", c1.cancelled(), "| first kept:", ready.result());
    print("main was not cancelled:", asyncio::current_task()->cancelling());
  });
}

}  // namespace gather_outer_cancel
