#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <functional>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../support/reports.hpp"
#include "../support/tasks.hpp"

namespace {

using asyncio::testing::let_all_run_once;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

template <class Queue>
std::string drained(Queue& queue) {
  std::string text;
  while (!queue.empty()) text += queue.get_nowait().second;
  return text;
}

TEST(Queue, GivesItemsInTheOrderOfPutting) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    for (int i = 0; i != 3; ++i) queue.put(i);
    EXPECT_EQ(queue.qsize(), 3);
    EXPECT_EQ(queue.maxsize(), 0);
    EXPECT_FALSE(queue.full());
    for (int i = 0; i != 3; ++i) EXPECT_EQ(queue.get(), i);
    EXPECT_TRUE(queue.empty());
  });
}

// As tests/conformance/queues/queue_bounded_join: the producer runs ahead by no more than the queue holds.
TEST(Queue, MakesAProducerWaitForRoomAndAJoinerForTheWork) {
  asyncio::run([] {
    asyncio::Queue<int> queue(2);
    std::string log;
    const auto producer = asyncio::create_task([&] {
      for (int i = 0; i != 4; ++i) {
        queue.put(i);
        log += "put" + std::to_string(i) + "/" + std::to_string(queue.qsize()) + " ";
      }
    });
    asyncio::sleep(20ms);
    EXPECT_TRUE(queue.full());
    EXPECT_FALSE(producer.done());
    asyncio::create_task([&] {
      for (int i = 0; i != 4; ++i) {
        const int item = queue.get();
        asyncio::sleep(20ms);
        log += "did" + std::to_string(item) + " ";
        queue.task_done();
      }
    });
    asyncio::await(producer);
    queue.join();
    EXPECT_EQ(log, "put0/1 put1/2 put2/2 did0 put3/2 did1 did2 did3 ");
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(message_of<asyncio::ValueError>([&] { queue.task_done(); }), "task_done() called too many times");
    queue.join();
  });
}

TEST(Queue, ServesThoseWhoGetInTheOrderOfAsking) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    for (const std::string name : {"a", "b", "c"}) {
      tasks.push_back(asyncio::create_task([&, name] { log += name + std::to_string(queue.get()) + " "; }));
    }
    let_all_run_once();
    for (int i = 0; i != 3; ++i) queue.put_nowait(i);
    asyncio::await(asyncio::gather(tasks));
    EXPECT_EQ(log, "a0 b1 c2 ");
  });
}

TEST(Queue, LetsWhoeverComesByTakeAnItemBeforeOneWhoIsWoken) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    const auto woken = asyncio::create_task([&] { return queue.get(); });
    let_all_run_once();
    queue.put_nowait(1);
    EXPECT_EQ(queue.get(), 1);
    let_all_run_once();
    EXPECT_FALSE(woken.done());
    queue.put_nowait(2);
    EXPECT_EQ(asyncio::await(woken), 2);
  });
}

TEST(Queue, WithoutWaitingThrowsInstead) {
  asyncio::Queue<std::string> queue(1);
  EXPECT_EQ(message_of<asyncio::QueueEmpty>([&] { queue.get_nowait(); }), "the queue is empty");
  queue.put_nowait("x");
  std::string item = "a long enough string to be moved by its pointer";
  EXPECT_EQ(message_of<asyncio::QueueFull>([&] { queue.put_nowait(std::move(item)); }), "the queue is full");
  EXPECT_EQ(item.size(), 47U);
  EXPECT_EQ(queue.get_nowait(), "x");
}

TEST(Queue, TakesWhatCanOnlyBeMoved) {
  asyncio::run([] {
    asyncio::Queue<std::unique_ptr<int>> queue(1);
    const auto consumer = asyncio::create_task([&] { return *queue.get() + *queue.get(); });
    queue.put(std::make_unique<int>(1));
    queue.put(std::make_unique<int>(2));
    EXPECT_EQ(asyncio::await(consumer), 3);
    asyncio::PriorityQueue<std::unique_ptr<int>, decltype([](const auto& a, const auto& b) { return *a < *b; })> heap;
    for (const int i : {3, 1, 2}) heap.put(std::make_unique<int>(i));
    for (const int i : {1, 2, 3}) EXPECT_EQ(*heap.get(), i);
  });
}

TEST(LifoQueue, GivesTheLastItemFirst) {
  asyncio::LifoQueue<int> queue(3);
  for (int i = 0; i != 3; ++i) queue.put_nowait(i);
  EXPECT_THROW(queue.put_nowait(3), asyncio::QueueFull);
  for (int i = 3; i-- != 0;) EXPECT_EQ(queue.get_nowait(), i);
}

TEST(PriorityQueue, GivesTheSmallestItemFirst) {
  asyncio::PriorityQueue<std::pair<int, std::string>> queue;
  asyncio::Queue<std::pair<int, std::string>>& any = queue;
  any.put({3, "c"});
  any.put({1, "a"});
  any.put({2, "b"});
  any.put({1, "aa"});
  EXPECT_EQ(drained(any), "aaabc");
  asyncio::PriorityQueue<int, std::greater<>> largest_first;
  for (const int i : {2, 9, 4}) largest_first.put(i);
  for (const int i : {9, 4, 2}) EXPECT_EQ(largest_first.get(), i);
}

TEST(PriorityQueue, GivesEqualItemsInTheOrderOfHeapq) {
  using Item = std::pair<int, char>;
  asyncio::PriorityQueue<Item, decltype([](const Item& a, const Item& b) { return a.first < b.first; })> queue;
  // What python3 makes of the same items when their `__lt__` compares the number alone.
  for (char name = 'a'; name != 'k'; ++name) queue.put({(name - 'a') % 3, name});
  std::string order;
  for (int i = 0; i != 4; ++i) order += queue.get().second;
  for (char name = 'k'; name != 'p'; ++name) queue.put({1, name});
  while (!queue.empty()) order += queue.get().second;
  EXPECT_EQ(order, "agdjekobnmlhfci");
}

TEST(PriorityQueue, LosesNothingToAComparisonThatThrows) {
  bool throws = false;
  const auto less = [&](int a, int b) { return throws ? throw std::runtime_error("incomparable") : a < b; };
  asyncio::PriorityQueue<int, decltype(less)> queue(0, less);
  for (const int i : {5, 4, 3, 2}) queue.put_nowait(i);
  throws = true;
  // As in CPython the item is there, though nobody is told.
  EXPECT_THROW(queue.put_nowait(1), std::runtime_error);
  throws = false;
  EXPECT_EQ(queue.qsize(), 5);
  std::vector<int> items;
  while (!queue.empty()) items.push_back(queue.get_nowait());
  EXPECT_EQ(std::set<int>(items.begin(), items.end()), (std::set<int>{1, 2, 3, 4, 5}));
}

TEST(Queue, JoinedByManyWakesThemAllAtTheLastTaskDone) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    std::string log;
    queue.put(1);
    queue.put(2);
    const auto join = [&](std::string name) {
      return asyncio::create_task([&, name] {
        queue.join();
        log += name;
      });
    };
    const auto a = join("a");
    const auto b = join("b");
    let_all_run_once();
    queue.task_done();
    let_all_run_once();
    EXPECT_EQ(log, "");
    queue.task_done();
    // Woken they are, though there is more to do by the time they run.
    queue.put(3);
    asyncio::await(asyncio::gather(a, b));
    EXPECT_EQ(log, "ab");
  });
}

TEST(Queue, ThatIsShutDownGivesWhatItHasAndRefusesMore) {
  asyncio::run([] {
    asyncio::Queue<int> queue(2);
    queue.put(1);
    queue.put(2);
    const auto blocked = asyncio::create_task([&] { queue.put(3); });
    let_all_run_once();
    queue.shutdown();
    EXPECT_EQ(message_of<asyncio::QueueShutDown>([&] { asyncio::await(blocked); }), "the queue is shut down");
    EXPECT_THROW(queue.put(3), asyncio::QueueShutDown);
    EXPECT_THROW(queue.put_nowait(3), asyncio::QueueShutDown);
    EXPECT_EQ(queue.get(), 1);
    EXPECT_EQ(queue.get_nowait(), 2);
    EXPECT_THROW(queue.get(), asyncio::QueueShutDown);
    EXPECT_THROW(queue.get_nowait(), asyncio::QueueShutDown);
    const auto joiner = asyncio::create_task([&] { queue.join(); });
    let_all_run_once();
    EXPECT_FALSE(joiner.done());
    queue.task_done();
    queue.task_done();
    asyncio::await(joiner);
    queue.shutdown();
  });
}

TEST(Queue, ThatIsShutDownTellsThoseWhoWaitForItems) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    std::vector<asyncio::Task<int>> tasks;
    for (int i = 0; i != 3; ++i) tasks.push_back(asyncio::create_task([&] { return queue.get(); }));
    let_all_run_once();
    queue.put_nowait(1);
    queue.shutdown();
    EXPECT_EQ(asyncio::await(tasks[0]), 1);
    EXPECT_THROW(asyncio::await(tasks[1]), asyncio::QueueShutDown);
    EXPECT_THROW(asyncio::await(tasks[2]), asyncio::QueueShutDown);
  });
}

TEST(Queue, ThatIsShutDownAtOnceDropsItsItems) {
  asyncio::run([] {
    asyncio::Queue<std::shared_ptr<int>> queue;
    const auto item = std::make_shared<int>(1);
    queue.put(item);
    queue.put(item);
    queue.get();
    const auto joiner = asyncio::create_task([&] { queue.join(); });
    let_all_run_once();
    queue.shutdown(true);
    EXPECT_EQ(item.use_count(), 1);
    EXPECT_TRUE(queue.empty());
    let_all_run_once();
    // One item was got and is still being worked on.
    EXPECT_FALSE(joiner.done());
    queue.task_done();
    asyncio::await(joiner);
    EXPECT_THROW(queue.get(), asyncio::QueueShutDown);
  });
}

}  // namespace
