#include "support/program.hpp"

namespace barrier {

void party(asyncio::Barrier& bar, std::string_view name) {
  try {
    print(name, "arrives");
    const int index = bar.wait();
    print(name, "passes with index", index);
  } catch (const asyncio::BrokenBarrierError&) {
    print(name, "BrokenBarrierError");
  }
}

PROGRAM("synchronization/barrier") {
  asyncio::run([] {
    print(caught([] { asyncio::Barrier(0); }));
    asyncio::Barrier bar(3);
    asyncio::await(asyncio::gather([&] { party(bar, "a"); }, [&] { party(bar, "b"); }, [&] { party(bar, "c"); }));
    print("waiting now:", bar.n_waiting());
    const auto task = asyncio::create_task([&] { party(bar, "d"); });
    asyncio::sleep(20ms);
    print("waiting now:", bar.n_waiting());
    bar.abort();
    asyncio::await(task);
    print("broken:", bar.broken());
    bar.reset();
    print("after reset:", bar.broken());
  });
}

}  // namespace barrier
