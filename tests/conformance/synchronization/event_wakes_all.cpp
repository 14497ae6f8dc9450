#include "support/program.hpp"

namespace event_wakes_all {

void waiter(asyncio::Event& ev, const std::string& n) {
  // Evaluated in this order, which C++ leaves open among arguments.
  const bool woken = ev.wait();
  print("waiter", n, "->", woken, "| is_set now:", ev.is_set());
}

PROGRAM("synchronization/event_wakes_all") {
  asyncio::run([] {
    asyncio::Event ev;
    std::vector<asyncio::Task<>> tasks;
    for (int i = 0; i != 3; ++i) tasks.push_back(asyncio::create_task([&ev, i] { waiter(ev, str(i)); }));
    asyncio::sleep(20ms);
    ev.set();
    ev.clear();
    print("set and cleared");
    const auto late = asyncio::create_task([&ev] { waiter(ev, "late"); });
    asyncio::sleep(20ms);
    std::vector<bool> woken;
    for (const auto& t : tasks) woken.push_back(t.done());
    print("woken:", woken, "late:", late.done());
    ev.set();
    asyncio::await(late);
    ev.wait();
    print("no wait when set");
  });
}

}  // namespace event_wakes_all
