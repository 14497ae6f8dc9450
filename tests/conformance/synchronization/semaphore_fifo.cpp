#include "support/program.hpp"

namespace semaphore_fifo {

std::vector<int> inside;

void user(asyncio::Semaphore& sem, int n, asyncio::Event& gate) {
  sem.run([&] {
    inside.push_back(n);
    print("enter", n, "inside", inside);
    gate.wait();
    std::erase(inside, n);
  });
}

PROGRAM("synchronization/semaphore_fifo") {
  asyncio::run([] {
    asyncio::Semaphore sem(2);
    std::vector<asyncio::Event> gates(5);
    std::vector<asyncio::Task<>> tasks;
    for (int n = 0; n != 5; ++n) {
      auto& gate = gates[static_cast<std::size_t>(n)];
      tasks.push_back(asyncio::create_task([&sem, n, &gate] { user(sem, n, gate); }));
    }
    for (const int n : {0, 2, 1, 3, 4}) {
      asyncio::sleep(20ms);
      print("let", n, "go; locked:", sem.locked());
      gates[static_cast<std::size_t>(n)].set();
    }
    asyncio::await(asyncio::gather(tasks));
    print("locked:", sem.locked());
    asyncio::BoundedSemaphore bounded(1);
    try {
      bounded.release();
    } catch (const asyncio::ValueError&) {
      print("BoundedSemaphore over-release: ValueError");
    }
  });
}

}  // namespace semaphore_fifo
