#include "support/program.hpp"

namespace queue_kinds {

void getter(asyncio::Queue<int>& q, std::string_view name) {
  print(name, "got", q.get());
  q.task_done();
}

void use(asyncio::Queue<int>& q) {
  const auto a = asyncio::create_task([&q] { getter(q, "a"); });
  const auto b = asyncio::create_task([&q] { getter(q, "b"); });
  asyncio::sleep(20ms);
  for (const int item : {2, 1, 3}) q.put_nowait(item);
  print("full:", q.full(), "maxsize:", q.maxsize());
  asyncio::await(asyncio::gather(a, b));
  const int left = q.qsize();
  print("left:", left, q.get_nowait());
  q.task_done();
  q.join();
}

PROGRAM("queues/queue_kinds") {
  asyncio::run([] {
    asyncio::Queue<int> queue(3);
    use(queue);
    asyncio::LifoQueue<int> lifo(3);
    use(lifo);
    asyncio::PriorityQueue<int> priority(3);
    use(priority);
  });
}

}  // namespace queue_kinds
