#include "support/program.hpp"

namespace semaphore_cancel {

void user(asyncio::Semaphore& sem, std::string_view name) {
  try {
    sem.run([&] { print(name, "in"); });
  } catch (const asyncio::CancelledError&) {
    print(name, "cancelled");
    throw;
  }
}

PROGRAM("synchronization/semaphore_cancel") {
  asyncio::run([] {
    for (const bool in_same_turn : {false, true}) {
      asyncio::Semaphore sem(1);
      sem.acquire();
      std::vector<asyncio::Task<>> tasks;
      for (const auto* n : {"a", "b", "c"}) tasks.push_back(asyncio::create_task([&sem, n] { user(sem, n); }));
      asyncio::sleep(20ms);
      if (in_same_turn) {
        sem.release();
        tasks[0].cancel();
      } else {
        tasks[1].cancel();
        asyncio::sleep(20ms);
        sem.release();
      }
      static_cast<void>(asyncio::wait(tasks));
      std::vector<bool> cancelled;
      for (const auto& t : tasks) cancelled.push_back(t.cancelled());
      print("cancelled:", cancelled, "locked:", sem.locked());
    }
    try {
      asyncio::Semaphore negative(-1);
    } catch (const asyncio::ValueError&) {
      print("negative: ValueError");
    }
  });
}

}  // namespace semaphore_cancel
