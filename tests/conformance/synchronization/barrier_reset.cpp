#include "support/program.hpp"

namespace barrier_reset {

void party(asyncio::Barrier& bar, std::string_view name) {
  try {
    bar.wait();
    print(name, "passes");
  } catch (const asyncio::BrokenBarrierError&) {
    print(name, "BrokenBarrierError");
  }
}

PROGRAM("synchronization/barrier_reset") {
  asyncio::run([] {
    asyncio::Barrier bar(2);
    const auto together = [&](std::string_view one, std::string_view two) {
      asyncio::await(asyncio::gather([&bar, one] { party(bar, one); }, [&bar, two] { party(bar, two); }));
    };
    for (int i = 0; i != 2; ++i) together("a", "b");
    const auto waiting = asyncio::create_task([&] { party(bar, "c"); });
    asyncio::sleep(20ms);
    bar.reset();
    asyncio::await(waiting);
    print("after reset: broken", bar.broken(), "waiting", bar.n_waiting());
    bar.abort();
    party(bar, "d");
    bar.reset();
    together("e", "f");
    print("parties:", bar.parties());
  });
}

}  // namespace barrier_reset
