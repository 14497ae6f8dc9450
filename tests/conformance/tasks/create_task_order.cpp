#include "support/program.hpp"

namespace create_task_order {

void worker(std::string_view name) {
  for (int i = 0; i != 3; ++i) {
    print(name, i);
    asyncio::sleep(0s);
  }
}

void inlined() { print("inline: no switch"); }

PROGRAM("tasks/create_task_order") {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    for (const auto* n : {"A", "B", "C"}) tasks.push_back(asyncio::create_task([n] { worker(n); }));
    print("created, nothing ran");
    inlined();
    print("still nothing ran");
    asyncio::sleep(0s);
    print("main after one sleep(0)");
    for (const auto& t : tasks) asyncio::await(t);
    print("done");
  });
}

}  // namespace create_task_order
