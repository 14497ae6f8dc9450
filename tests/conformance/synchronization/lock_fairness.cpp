#include "support/program.hpp"

namespace lock_fairness {

void worker(asyncio::Lock& lock, std::string_view name) {
  for (int i = 0; i != 2; ++i) {
    lock.run([&] {
      print(name, i, "locked:", lock.locked());
      asyncio::sleep(0s);
    });
  }
}

PROGRAM("synchronization/lock_fairness") {
  asyncio::run([] {
    asyncio::Lock lock;
    asyncio::await(asyncio::gather([&] { worker(lock, "a"); }, [&] { worker(lock, "b"); }, [&] { worker(lock, "c"); }));
    print("locked:", lock.locked());
    try {
      lock.release();
    } catch (const asyncio::RuntimeError&) {
      print("release of an unlocked lock: RuntimeError");
    }
    print("acquire ->", lock.acquire());
  });
}

}  // namespace lock_fairness
