#include "support/program.hpp"

namespace wait_edges {

void job(asyncio::Event& gate, bool fail = false) {
  gate.wait();
  if (fail) throw asyncio::ValueError("failed");
}

PROGRAM("gathering/wait_edges") {
  asyncio::run([] {
    asyncio::Event open, shut;
    open.set();
    const auto bad = asyncio::create_task([&] { job(open, true); }, "bad");
    const auto slow = asyncio::create_task([&] { job(shut); }, "slow");
    asyncio::sleep(20ms);
    for (const auto when : {asyncio::FIRST_COMPLETED, asyncio::FIRST_EXCEPTION}) {
      const auto [done, pending] = asyncio::wait({bad, slow}, {.return_when = when});
      print(sorted_names(done), sorted_names(pending));
    }
    const auto waiter = asyncio::create_task([&] { static_cast<void>(asyncio::wait({slow})); });
    asyncio::sleep(20ms);
    waiter.cancel();
    try {
      asyncio::await(waiter);
    } catch (const asyncio::CancelledError&) {
      print("waiter cancelled; slow cancelled:", slow.cancelled());
    }
    shut.set();
    const auto [done, pending] = asyncio::wait({bad, slow});
    print("all done:", done.size(), pending.size(), "| exception:", bad.exception());
  });
}

}  // namespace wait_edges
