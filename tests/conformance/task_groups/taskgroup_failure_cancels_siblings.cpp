#include "support/program.hpp"

namespace taskgroup_failure_cancels_siblings {

void sibling() {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print("sibling cancelled");
    throw;
  }
}

void bad() {
  asyncio::sleep(30ms);
  throw asyncio::ValueError("boom");
}

PROGRAM("task_groups/taskgroup_failure_cancels_siblings") {
  asyncio::run([] {
    std::optional<asyncio::Task<>> sib;
    try {
      asyncio::TaskGroup tg;
      tg.run([&] {
        sib = tg.create_task(sibling);
        tg.create_task(bad);
        const Finally finally([] { print("body interrupted"); });
        asyncio::sleep(10s);
      });
    } catch (const asyncio::ExceptionGroup& eg) {
      std::vector<std::string> texts;
      for (const auto& e : eg.exceptions()) texts.push_back(str(e));
      print("group of", eg.exceptions().size(), texts);
    }
    print("sibling cancelled:", sib->cancelled(), "| main cancelling():", asyncio::current_task()->cancelling());
  });
}

}  // namespace taskgroup_failure_cancels_siblings
