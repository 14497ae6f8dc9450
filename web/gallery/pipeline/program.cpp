#include <asyncio.hpp>
#include <string>
#include <vector>
using namespace std::chrono_literals;

// Two cooks put plates on a shelf with room for three; four waiters carry them away.
asyncio::Queue<std::string> shelf(3);

void cook(const std::string& dish) {
  for (int plate = 1; plate <= 6; ++plate) {
    asyncio::sleep(80ms);
    shelf.put(dish + " " + std::to_string(plate));
  }
}

void wait_tables(int number) {
  for (;;) {
    auto plate = shelf.get();
    asyncio::sleep(400ms);
    asyncio::print("Waiter {} has served {}\n", number, plate);
    shelf.task_done();
  }
}

int main() {
  asyncio::run([] {
    std::vector<asyncio::Task<void>> waiters;
    for (int number = 1; number <= 4; ++number) {
      waiters.push_back(asyncio::create_task([number] { wait_tables(number); }));
    }
    asyncio::gather([] { cook("soup"); }, [] { cook("noodles"); });
    asyncio::print("The kitchen is closed.\n");
    shelf.join();
    for (auto& waiter : waiters) {
      waiter.cancel();
    }
  });
}
