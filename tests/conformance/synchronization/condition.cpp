#include "support/program.hpp"

namespace condition {

std::vector<int> items;

void consumer(asyncio::Condition& cond, std::string_view name) {
  cond.run([&] {
    cond.wait_for([] { return !items.empty(); });
    print(name, "takes", items.front());
    items.erase(items.begin());
  });
}

PROGRAM("synchronization/condition") {
  asyncio::run([] {
    asyncio::Condition cond;
    std::vector<asyncio::Task<>> tasks;
    for (const auto* n : {"a", "b", "c"}) tasks.push_back(asyncio::create_task([&cond, n] { consumer(cond, n); }));
    asyncio::sleep(20ms);
    cond.run([&] {
      items.push_back(1);
      cond.notify();
      print("notified one; locked:", cond.locked());
    });
    asyncio::sleep(20ms);
    cond.run([&] {
      items.push_back(2);
      cond.notify_all();
    });
    asyncio::sleep(20ms);
    std::vector<bool> done;
    for (const auto& t : tasks) done.push_back(t.done());
    print("done:", done);
    cond.run([&] {
      items.push_back(3);
      cond.notify(2);
    });
    asyncio::await(asyncio::gather(tasks));
    try {
      cond.notify();
    } catch (const asyncio::RuntimeError&) {
      print("notify without the lock: RuntimeError");
    }
    try {
      cond.wait();
    } catch (const asyncio::RuntimeError&) {
      print("wait without the lock: RuntimeError");
    }
  });
}

}  // namespace condition
