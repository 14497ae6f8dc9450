#include "support/program.hpp"

namespace condition_cancel {

void waiter(asyncio::Condition& cond, std::string_view name) {
  cond.run([&] {
    try {
      cond.wait();
      print(name, "notified");
    } catch (const asyncio::CancelledError&) {
      print(name, "cancelled; locked:", cond.locked());
      throw;
    }
  });
}

PROGRAM("synchronization/condition_cancel") {
  asyncio::run([] {
    asyncio::Condition cond;
    const auto a = asyncio::create_task([&] { waiter(cond, "a"); });
    const auto b = asyncio::create_task([&] { waiter(cond, "b"); });
    asyncio::sleep(20ms);
    cond.run([&] {
      a.cancel();
      asyncio::sleep(20ms);
      print("main has the lock; a done:", a.done());
    });
    static_cast<void>(asyncio::wait({a}));
    print("a cancelled:", a.cancelled(), "| locked:", cond.locked());
    cond.run([&] { cond.notify(); });
    asyncio::await(b);
  });
}

}  // namespace condition_cancel
