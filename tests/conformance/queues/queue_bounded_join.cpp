#include "support/program.hpp"

namespace queue_bounded_join {

void producer(asyncio::Queue<int>& q) {
  for (int i = 0; i != 4; ++i) {
    q.put(i);
    print("put", i, "size", q.qsize());
  }
}

void consumer(asyncio::Queue<int>& q) {
  for (int i = 0; i != 4; ++i) {
    const int item = q.get();
    asyncio::sleep(20ms);
    print("did", item);
    q.task_done();
  }
}

PROGRAM("queues/queue_bounded_join") {
  asyncio::run([] {
    asyncio::Queue<int> q(2);
    const auto prod = asyncio::create_task([&] { producer(q); });
    asyncio::sleep(20ms);
    print("full:", q.full(), "producer done:", prod.done());
    asyncio::create_task([&] { consumer(q); });
    asyncio::await(prod);
    q.join();
    print("joined; empty:", q.empty());
    try {
      q.task_done();
    } catch (const asyncio::ValueError&) {
      print("extra task_done: ValueError");
    }
  });
}

}  // namespace queue_bounded_join
