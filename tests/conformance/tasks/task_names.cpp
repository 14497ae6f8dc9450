#include "support/program.hpp"

namespace task_names {

void nothing() {}

std::vector<std::string> names(const std::vector<asyncio::Task<>>& tasks) {
  std::vector<std::string> all;
  for (const auto& t : tasks) all.push_back(t.get_name());
  return all;
}

PROGRAM("tasks/task_names") {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    for (int i = 0; i != 3; ++i) tasks.push_back(asyncio::create_task(nothing));
    tasks.push_back(asyncio::create_task(nothing, "worker"));
    tasks.push_back(asyncio::create_task(nothing, "worker"));
    print(names(tasks));
    const auto& same = tasks[4];
    same.set_name("renamed");
    same.add_done_callback([&](const asyncio::Task<>& t) { print("done:", t.get_name(), t == same); });
    asyncio::await(asyncio::gather(tasks));
    print(names(tasks));
  });
}

}  // namespace task_names
