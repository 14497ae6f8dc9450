#include "support/program.hpp"

namespace task_names_current_all {

void worker() {
  print("inside:", asyncio::current_task()->get_name());
  asyncio::sleep(20ms);
}

std::vector<std::string> names() { return sorted_names(asyncio::all_tasks()); }

PROGRAM("tasks/task_names_current_all") {
  asyncio::run([] {
    print("main is", asyncio::current_task()->get_name());
    const auto first = asyncio::create_task(worker);
    const auto second = asyncio::create_task(worker, "custom");
    print(names());
    first.set_name("renamed");
    asyncio::sleep(0s);
    print(names(), "| current:", asyncio::current_task()->get_name());
    asyncio::await(first);
    asyncio::await(second);
    print(names());
  });
}

}  // namespace task_names_current_all
