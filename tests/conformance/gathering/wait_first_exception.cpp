#include "support/program.hpp"

namespace wait_first_exception {

void job(asyncio::Event& gate, bool fail = false) {
  gate.wait();
  if (fail) throw asyncio::ValueError("failed");
}

PROGRAM("gathering/wait_first_exception") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    asyncio::Event now, soon, end, never;
    now.set();
    const std::vector tasks{asyncio::Task<>(asyncio::create_task([&] { job(now); }, "ok")),
                            asyncio::create_task([&] { job(never); }, "cancelled"),
                            asyncio::create_task([&] { job(soon, true); }, "bad"),
                            asyncio::create_task([&] { job(end); }, "late")};
    loop.call_later(20ms, [&] { tasks[1].cancel(); });
    loop.call_later(50ms, [&] { soon.set(); });
    auto [done, pending] = asyncio::wait(tasks, {.return_when = asyncio::FIRST_EXCEPTION});
    print("done", sorted_names(done));
    print("pending", sorted_names(pending));
    print("exception:", tasks[2].exception());
    end.set();
    auto [then_done, then_pending] = asyncio::wait(pending, {.return_when = asyncio::FIRST_EXCEPTION});
    print("then done", sorted_names(then_done), "pending", then_pending.size());
  });
}

}  // namespace wait_first_exception
