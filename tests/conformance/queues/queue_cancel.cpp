#include "support/program.hpp"

namespace queue_cancel {

void getter(asyncio::Queue<int>& q, std::string_view name) {
  try {
    print(name, "got", q.get());
  } catch (const asyncio::CancelledError&) {
    print(name, "cancelled");
    throw;
  }
}

void putter(asyncio::Queue<int>& q, int item) {
  try {
    q.put(item);
    print("put", item);
  } catch (const asyncio::CancelledError&) {
    print("put of", item, "cancelled");
    throw;
  }
}

PROGRAM("queues/queue_cancel") {
  asyncio::run([] {
    asyncio::Queue<int> q(1);
    std::vector<asyncio::Task<>> tasks;
    for (const auto* n : {"a", "b", "c"}) tasks.push_back(asyncio::create_task([&q, n] { getter(q, n); }));
    asyncio::sleep(20ms);
    tasks[1].cancel();
    q.put_nowait(1);
    tasks[0].cancel();
    static_cast<void>(asyncio::wait(tasks));
    print("size", q.qsize());
    q.put_nowait(2);
    tasks.clear();
    for (const int n : {3, 4, 5}) tasks.push_back(asyncio::create_task([&q, n] { putter(q, n); }));
    asyncio::sleep(20ms);
    print("took", q.get_nowait());
    tasks[0].cancel();
    asyncio::sleep(20ms);
    print("took", q.get());
    static_cast<void>(asyncio::wait(tasks));
    const int last = q.get();
    print("took", last, "empty:", q.empty());
  });
}

}  // namespace queue_cancel
