#include "support/program.hpp"

namespace bound_to_a_loop {

template <class Wait>
void attempt(std::string_view name, Wait wait) {
  const auto first = [&] {
    const auto task = asyncio::create_task(wait);
    asyncio::sleep(0s);
    task.cancel();
  };
  const auto second = [&] {
    try {
      wait();
    } catch (const asyncio::RuntimeError& error) {
      const std::string text = error.what();
      print(name, text.substr(text.find(" is ") + 4));
    }
  };
  asyncio::run(first);
  asyncio::run(second);
}

PROGRAM("synchronization/bound_to_a_loop") {
  asyncio::Lock lock;
  const auto hold = [&] { lock.run([] { print("not waited for: free in any loop"); }); };
  asyncio::run(hold);
  asyncio::run(hold);
  asyncio::run([&] { return lock.acquire(); });
  attempt("Lock", [&] { lock.acquire(); });
  asyncio::Event event;
  attempt("Event", [&] { event.wait(); });
  asyncio::Semaphore semaphore(0);
  attempt("Semaphore", [&] { semaphore.acquire(); });
  asyncio::Barrier barrier(2);
  attempt("Barrier", [&] { barrier.wait(); });

  asyncio::Condition condition;
  attempt("Condition", [&] { condition.run([&] { condition.wait(); }); });
  print(condition.locked());

  asyncio::Queue<int> queue(1);
  attempt("Queue.get", [&] { queue.get(); });
  queue.put_nowait(1);
  attempt("Queue.put, after a get", [&] { queue.put(2); });
  attempt("Queue.join", [&] { queue.join(); });
}

}  // namespace bound_to_a_loop
