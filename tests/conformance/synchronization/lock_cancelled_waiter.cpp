#include "support/program.hpp"

namespace lock_cancelled_waiter {

void worker(asyncio::Lock& lock, std::string_view name) {
  try {
    lock.run([&] { print(name, "has it"); });
  } catch (const asyncio::CancelledError&) {
    print(name, "cancelled");
    throw;
  }
}

PROGRAM("synchronization/lock_cancelled_waiter") {
  asyncio::run([] {
    for (const bool in_same_turn : {false, true}) {
      asyncio::Lock lock;
      lock.acquire();
      std::vector<asyncio::Task<>> tasks;
      for (const auto* n : {"a", "b", "c"}) tasks.push_back(asyncio::create_task([&lock, n] { worker(lock, n); }));
      asyncio::sleep(20ms);
      if (in_same_turn) {
        lock.release();
        tasks[0].cancel();
      } else {
        tasks[0].cancel();
        asyncio::sleep(20ms);
        lock.release();
      }
      static_cast<void>(asyncio::wait(tasks));
      std::vector<bool> cancelled;
      for (const auto& t : tasks) cancelled.push_back(t.cancelled());
      print("cancelled:", cancelled, "locked:", lock.locked());
    }
  });
}

}  // namespace lock_cancelled_waiter
