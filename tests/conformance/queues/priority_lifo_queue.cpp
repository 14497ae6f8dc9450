#include "support/program.hpp"

PROGRAM("queues/priority_lifo_queue") {
  asyncio::run([] {
    using Item = std::pair<int, std::string>;
    asyncio::PriorityQueue<Item> pq;
    asyncio::LifoQueue<std::string> lq;
    asyncio::Queue<std::string> q(1);
    for (const Item& item : {Item{3, "c"}, Item{1, "a"}, Item{2, "b"}, Item{1, "aa"}}) {
      pq.put_nowait(item);
      lq.put_nowait(item.second);
    }
    std::vector<std::string> items;
    for (int i = 0; i != 4; ++i) items.push_back(pq.get().second);
    print("priority:", items);
    items.clear();
    for (int i = 0; i != 4; ++i) items.push_back(lq.get());
    print("lifo:", items);
    try {
      q.get_nowait();
    } catch (const asyncio::QueueEmpty&) {
      print("QueueEmpty");
    }
    q.put_nowait("x");
    try {
      q.put_nowait("y");
    } catch (const asyncio::QueueFull&) {
      print("QueueFull");
    }
  });
}
