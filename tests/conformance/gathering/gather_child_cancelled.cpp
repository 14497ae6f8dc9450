#include "support/program.hpp"

PROGRAM("gathering/gather_child_cancelled") {
  asyncio::run([] {
    const auto gate = asyncio::get_running_loop().create_future<std::string>();
    const auto victim = asyncio::create_task([] { asyncio::sleep(10s); });
    const auto other = gate;
    const auto group = asyncio::gather(victim, other);
    asyncio::sleep(20ms);
    victim.cancel("out");
    try {
      asyncio::await(group);
    } catch (const asyncio::CancelledError&) {
      print("CancelledError; other done:", other.done());
    }
    print("group cancelled:", group.cancelled(), "| main cancelling:", asyncio::current_task()->cancelling());
    gate.set_result("value");
    print("other:", asyncio::await(other));
    const std::vector<std::function<int()>> some{[] { return asyncio::sleep(0s, 1); },
                                                 [] { return asyncio::sleep(0s, 2); }};
    const std::vector<std::function<int()>> none;
    print("nested:", asyncio::await(asyncio::gather(std::vector{asyncio::gather(some), asyncio::gather(none)})));
  });
}
