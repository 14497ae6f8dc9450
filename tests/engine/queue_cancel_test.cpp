#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "../support/reports.hpp"
#include "../support/tasks.hpp"

namespace {

using asyncio::testing::let_all_run_once;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

auto getter(asyncio::Queue<int>& queue) {
  return asyncio::create_task([&] { return queue.get(); });
}

auto putter(asyncio::Queue<int>& queue, int item) {
  return asyncio::create_task([&queue, item] { queue.put(item); });
}

// https://github.com/python/asyncio/issues/270: the wake-up of a cancelled task is not lost.
TEST(QueueCancel, OfAGetterThatIsWokenWakesTheNext) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    const auto first = getter(queue);
    const auto second = getter(queue);
    let_all_run_once();
    queue.put_nowait(1);
    first.cancel();
    EXPECT_EQ(asyncio::await(second), 1);
    EXPECT_TRUE(first.cancelled());
  });
}

TEST(QueueCancel, OfAGetterBeforeAnItemComesLeavesItToTheNext) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    const auto first = getter(queue);
    const auto second = getter(queue);
    let_all_run_once();
    first.cancel();
    queue.put_nowait(1);
    EXPECT_EQ(asyncio::await(second), 1);
    EXPECT_TRUE(first.cancelled());
    const auto third = getter(queue);
    let_all_run_once();
    third.cancel();
    EXPECT_THROW(asyncio::await(third), asyncio::CancelledError);
    queue.put_nowait(2);
    EXPECT_EQ(queue.get_nowait(), 2);
  });
}

TEST(QueueCancel, OfAGetterWhoseItemIsTakenWakesNobody) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    const auto first = getter(queue);
    const auto second = getter(queue);
    let_all_run_once();
    queue.put_nowait(1);
    first.cancel();
    EXPECT_EQ(queue.get_nowait(), 1);
    for (int i = 0; i != 3; ++i) let_all_run_once();
    EXPECT_TRUE(first.cancelled());
    EXPECT_FALSE(second.done());
    queue.put_nowait(2);
    EXPECT_EQ(asyncio::await(second), 2);
  });
}

TEST(QueueCancel, OfAllGettersKeepsTheItem) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    const auto first = getter(queue);
    const auto second = getter(queue);
    let_all_run_once();
    queue.put_nowait(1);
    first.cancel();
    let_all_run_once();
    second.cancel();
    EXPECT_THROW(asyncio::await(second), asyncio::CancelledError);
    EXPECT_EQ(queue.qsize(), 1);
    EXPECT_EQ(queue.get(), 1);
  });
}

TEST(QueueCancel, OfAPutterThatIsWokenWakesTheNext) {
  asyncio::run([] {
    asyncio::Queue<int> queue(1);
    queue.put(0);
    const auto first = putter(queue, 1);
    const auto second = putter(queue, 2);
    let_all_run_once();
    EXPECT_EQ(queue.get_nowait(), 0);
    first.cancel();
    asyncio::await(second);
    EXPECT_TRUE(first.cancelled());
    EXPECT_EQ(queue.get_nowait(), 2);
  });
}

TEST(QueueCancel, OfAPutterBeforeThereIsRoomLeavesItToTheNext) {
  asyncio::run([] {
    asyncio::Queue<int> queue(1);
    queue.put(0);
    const auto first = putter(queue, 1);
    const auto second = putter(queue, 2);
    let_all_run_once();
    first.cancel();
    EXPECT_EQ(queue.get_nowait(), 0);
    asyncio::await(second);
    EXPECT_EQ(queue.qsize(), 1);
    EXPECT_EQ(queue.get_nowait(), 2);
  });
}

TEST(QueueCancel, OfAPutLeavesTheItemWithItsOwner) {
  asyncio::run([] {
    asyncio::Queue<std::unique_ptr<int>> queue(1);
    queue.put(std::make_unique<int>(0));
    const auto task = asyncio::create_task([&] {
      auto item = std::make_unique<int>(7);
      EXPECT_THROW(queue.put(std::move(item)), asyncio::CancelledError);
      return *item;
    });
    let_all_run_once();
    task.cancel();
    EXPECT_EQ(asyncio::await(task), 7);
    EXPECT_EQ(queue.qsize(), 1);
  });
}

TEST(QueueCancel, OfAJoinLeavesTheOthersWaiting) {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    queue.put(1);
    const auto first = asyncio::create_task([&] { queue.join(); });
    const auto second = asyncio::create_task([&] { queue.join(); });
    let_all_run_once();
    first.cancel("enough");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(first); }), "enough");
    queue.task_done();
    asyncio::await(second);
  });
}

TEST(QueueCancel, MayComeAfterTheQueueIsDestroyed) {
  asyncio::run([] {
    auto queue = std::make_unique<asyncio::Queue<int>>(1);
    const auto woken_getter = getter(*queue);
    const auto asleep_getter = getter(*queue);
    let_all_run_once();
    queue->put(0);
    const auto blocked_putter = putter(*queue, 1);
    const auto joiner = asyncio::create_task([&at = *queue] { at.join(); });
    const auto cancelled_joiner = asyncio::create_task([&at = *queue] { at.join(); });
    // The getter that is woken would take its item now.
    woken_getter.cancel();
    asleep_getter.cancel();
    queue->get_nowait();
    let_all_run_once();
    for (int i = 0; i != 2; ++i) queue->task_done();
    cancelled_joiner.cancel();
    queue.reset();
    for (int i = 0; i != 2; ++i) let_all_run_once();
    EXPECT_TRUE(joiner.done());
    EXPECT_TRUE(cancelled_joiner.cancelled());
    EXPECT_TRUE(woken_getter.cancelled());
    EXPECT_TRUE(asleep_getter.cancelled());
    EXPECT_TRUE(blocked_putter.done());
  });
}

TEST(QueueCancel, EndsTheWaitForAQueueThatIsDestroyed) {
  asyncio::run([] {
    auto queue = std::make_unique<asyncio::Queue<int>>(1);
    std::vector<asyncio::Task<int>> getters{getter(*queue), getter(*queue)};
    let_all_run_once();
    queue->put(0);
    queue.reset();
    for (int i = 0; i != 2; ++i) let_all_run_once();
    for (const auto& each : getters) {
      EXPECT_FALSE(each.done());
      each.cancel();
      EXPECT_THROW(asyncio::await(each), asyncio::CancelledError);
    }
    queue = std::make_unique<asyncio::Queue<int>>(1);
    queue->put(0);
    std::vector<asyncio::Task<>> putters{putter(*queue, 1), putter(*queue, 2)};
    let_all_run_once();
    queue->get_nowait();
    queue.reset();
    let_all_run_once();
    for (const auto& each : putters) {
      EXPECT_FALSE(each.done());
      each.cancel();
      EXPECT_THROW(asyncio::await(each), asyncio::CancelledError);
    }
  });
}

TEST(QueueCancel, AtTheEndOfTheProgramFindsNoQueueAndNeedsNone) {
  std::string log;
  asyncio::run([&] {
    asyncio::Queue<int> queue;
    asyncio::create_task([&log, &queue] { log = message_of<asyncio::CancelledError>([&] { queue.get(); }); });
    let_all_run_once();
  });
  EXPECT_EQ(log, "CancelledError");
}

}  // namespace
