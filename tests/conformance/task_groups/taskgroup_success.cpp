#include "support/program.hpp"

namespace taskgroup_success {

std::string child(asyncio::TaskGroup& tg, std::string name, asyncio::Event& gate, const std::string& spawn = {}) {
  gate.wait();
  if (!spawn.empty()) tg.create_task([&tg, spawn, &gate] { return child(tg, spawn, gate); });
  print("child", name);
  return name;
}

PROGRAM("task_groups/taskgroup_success") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    asyncio::Event one, two;
    asyncio::TaskGroup tg;
    std::optional<asyncio::Task<std::string>> a, b;
    tg.run([&] {
      a = tg.create_task([&] { return child(tg, "a", two, "grandchild"); });
      b = tg.create_task([&] { return child(tg, "b", one); });
      const double now = loop.time();
      loop.call_at(now + 0.02, [&] { one.set(); });
      loop.call_at(now + 0.05, [&] { two.set(); });
      print("body ends first; a done:", a->done());
    });
    print("after the block:", a->result(), b->result());
    try {
      tg.create_task([&] { return child(tg, "late", one); });
    } catch (const asyncio::RuntimeError&) {
      print("create_task after exit: RuntimeError");
    }
    // late.close() has no counterpart: a function that was not called leaves nothing to be closed.
  });
}

}  // namespace taskgroup_success
