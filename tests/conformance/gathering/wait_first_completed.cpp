#include "support/program.hpp"

namespace wait_first_completed {

char job(char name, asyncio::Event& gate) {
  gate.wait();
  return name;
}

PROGRAM("gathering/wait_first_completed") {
  asyncio::run([] {
    std::map<char, asyncio::Event> gates;
    std::vector<asyncio::Task<char>> tasks;
    for (const char n : {'a', 'b', 'c', 'd'}) {
      auto& gate = gates[n];
      tasks.push_back(asyncio::create_task([n, &gate] { return job(n, gate); }, std::string(1, n)));
    }
    for (const std::string_view finish : {"b", "ad", "c"}) {
      for (const char n : finish) asyncio::get_running_loop().call_soon([&gates, n] { gates[n].set(); });
      // Vectors in the order of the arguments, where Python's are sets.
      const auto [done, pending] = asyncio::wait(tasks, {.return_when = asyncio::FIRST_COMPLETED});
      tasks = pending;
      print("done", sorted_names(done), "pending", sorted_names(tasks));
      std::vector<std::string> results;
      for (const auto& t : done) results.emplace_back(1, t.result());
      std::ranges::sort(results);
      print(" results", results);
    }
  });
}

}  // namespace wait_first_completed
