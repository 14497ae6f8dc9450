#include "support/program.hpp"

namespace taskgroup_nested {

void bad(asyncio::Event& gate) {
  gate.wait();
  throw asyncio::ValueError("bad");
}

void sibling(std::string_view name) {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print(name, "cancelled");
    throw;
  }
}

std::vector<std::string> messages(const asyncio::ExceptionGroup& group) {
  std::vector<std::string> all;
  for (const auto& e : group.exceptions()) all.push_back(str(e));
  return all;
}

PROGRAM("task_groups/taskgroup_nested") {
  asyncio::run([] {
    asyncio::Event gate;
    gate.set();
    std::optional<asyncio::Task<std::string>> kept;
    asyncio::task_group([&](asyncio::TaskGroup& outer) {
      kept = outer.create_task([] { return asyncio::sleep(50ms, std::string("kept")); });
      // except* has no counterpart: a group is caught as a whole.
      try {
        asyncio::task_group([&](asyncio::TaskGroup& inner) {
          inner.create_task([] { sibling("inner sibling"); });
          inner.create_task([&] { bad(gate); });
        });
      } catch (const asyncio::ExceptionGroup& eg) {
        print("inner group caught:", messages(eg));
      }
    });
    print("outer sibling:", kept->result());
    try {
      asyncio::task_group([&](asyncio::TaskGroup& outer) {
        outer.create_task([] { sibling("outer sibling"); });
        asyncio::task_group([&](asyncio::TaskGroup& inner) { inner.create_task([&] { bad(gate); }); });
      });
    } catch (const asyncio::ExceptionGroup& eg) {
      try {
        std::rethrow_exception(eg.exceptions().at(0));
      } catch (const asyncio::ExceptionGroup& inside) {
        print("nested:", "ExceptionGroup", messages(inside));
      }
    }
  });
}

}  // namespace taskgroup_nested
