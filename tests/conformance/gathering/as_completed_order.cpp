#include "support/program.hpp"

namespace as_completed_order {

std::string job(asyncio::Event& gate, const std::string& name) {
  gate.wait();
  if (name == "b") throw asyncio::ValueError(name);
  return name;
}

PROGRAM("gathering/as_completed_order") {
  asyncio::run([] {
    std::map<std::string, asyncio::Event> gates;
    std::vector<asyncio::Task<std::string>> tasks;
    for (const std::string n : {"c", "a", "b", "late"}) {
      auto& gate = gates[n];
      tasks.push_back(asyncio::create_task([n, &gate] { return job(gate, n); }));
    }
    const auto& late = tasks.back();
    std::vector<std::string> order{"c", "b", "a"};
    for (auto nxt : asyncio::as_completed(tasks, 300ms)) {
      if (!order.empty()) {
        gates[order.back()].set();
        order.pop_back();
      }
      try {
        print("got", asyncio::await(nxt));
      } catch (const asyncio::ValueError& e) {
        print("raised", e.what());
      } catch (const asyncio::TimeoutError&) {
        print("TimeoutError; late cancelled:", late.cancelled());
      }
    }
    gates["late"].set();
    print("late ->", asyncio::await(late));
  });
}

}  // namespace as_completed_order
