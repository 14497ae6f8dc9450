#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "../support/reports.hpp"
#include "../support/tasks.hpp"

namespace {

using asyncio::testing::let_all_run_once;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

/// A task that waits for `condition` and notes how that ends.
auto wait(asyncio::Condition& condition, std::string& log, std::string name) {
  return asyncio::create_task([&condition, &log, name] {
    const std::scoped_lock held(condition);
    try {
      condition.wait();
      log += name + (condition.locked() ? " " : " without the lock ");
    } catch (const asyncio::CancelledError& error) {
      log += name + " cancelled" + (condition.locked() ? " " : " without the lock ");
      throw;
    }
  });
}

void notify(asyncio::Condition& condition, std::size_t n = 1) {
  condition.run([&] { condition.notify(n); });
}

TEST(Condition, WakesThoseWhoWaitInOrder) {
  asyncio::run([] {
    asyncio::Condition condition;
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    for (const auto* name : {"a", "b", "c", "d"}) tasks.push_back(wait(condition, log, name));
    let_all_run_once();
    EXPECT_FALSE(condition.locked());
    notify(condition);
    asyncio::await(tasks[0]);
    EXPECT_EQ(log, "a ");
    notify(condition, 2);
    asyncio::await(tasks[2]);
    EXPECT_EQ(log, "a b c ");
    condition.run([&] { condition.notify_all(); });
    asyncio::await(tasks[3]);
    EXPECT_EQ(log, "a b c d ");
    notify(condition, 7);
  });
}

TEST(Condition, GivesTheLockToWhoeverIsNotifiedOnlyOnceItIsFree) {
  asyncio::run([] {
    asyncio::Lock lock;
    asyncio::Condition condition(lock);
    std::string log;
    const auto waiter = wait(condition, log, "waiter");
    let_all_run_once();
    lock.acquire();
    condition.notify();
    for (int i = 0; i != 3; ++i) let_all_run_once();
    EXPECT_EQ(log, "");
    lock.release();
    asyncio::await(waiter);
    EXPECT_EQ(log, "waiter ");
    EXPECT_FALSE(lock.locked());
  });
}

TEST(Condition, WaitsForAPredicate) {
  asyncio::run([] {
    asyncio::Condition condition;
    int value = 0;
    int asked = 0;
    const auto waiter = asyncio::create_task([&] {
      return condition.run([&] {
        return condition.wait_for([&] {
          ++asked;
          return value >= 3 ? value : 0;
        });
      });
    });
    for (int i = 0; i != 3; ++i) {
      asyncio::sleep(1s);
      condition.run([&] {
        ++value;
        condition.notify();
      });
    }
    EXPECT_EQ(asyncio::await(waiter), 3);
    EXPECT_EQ(asked, 4);
  });
}

TEST(Condition, RefusesWhoeverDoesNotHoldTheLock) {
  asyncio::run([] {
    asyncio::Condition condition;
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { condition.wait(); }), "cannot wait on un-acquired lock");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { condition.notify(); }), "cannot notify on un-acquired lock");
    EXPECT_THROW(condition.notify_all(), asyncio::RuntimeError);
    EXPECT_THROW(condition.release(), asyncio::RuntimeError);
  });
}

TEST(Condition, OutsideATaskIsNotWaitedForAndKeepsItsLock) {
  asyncio::Condition condition;
  condition.acquire();
  EXPECT_THROW(condition.wait(), asyncio::RuntimeError);
  EXPECT_TRUE(condition.locked());
}

TEST(Condition, HoldsItsLockAgainWhenAWaitIsCancelled) {
  asyncio::run([] {
    asyncio::Condition condition;
    std::string log;
    const auto waiter = wait(condition, log, "waiter");
    let_all_run_once();
    condition.acquire();
    waiter.cancel("once");
    let_all_run_once();
    let_all_run_once();
    EXPECT_FALSE(waiter.done());
    // Cancelled again while it waits for the lock: it still gets it, and then tells of the latest.
    waiter.cancel("twice");
    let_all_run_once();
    waiter.cancel("thrice");
    let_all_run_once();
    EXPECT_FALSE(waiter.done());
    condition.release();
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(waiter); }), "thrice");
    EXPECT_EQ(log, "waiter cancelled ");
    EXPECT_FALSE(condition.locked());
  });
}

TEST(Condition, CancelledWhileItsNotifiedTaskWaitsForTheLockHoldsItFirst) {
  asyncio::run([] {
    asyncio::Condition condition;
    std::string log;
    const auto waiter = wait(condition, log, "waiter");
    let_all_run_once();
    condition.acquire();
    condition.notify();
    let_all_run_once();
    waiter.cancel("late");
    let_all_run_once();
    EXPECT_FALSE(waiter.done());
    condition.release();
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(waiter); }), "late");
    EXPECT_EQ(log, "waiter cancelled ");
  });
}

// https://github.com/python/cpython/issues/112202: a notification whose receiver is cancelled goes to the next.
TEST(Condition, PassesOnANotificationWhoseReceiverIsCancelledBeforeItRuns) {
  asyncio::run([] {
    asyncio::Condition condition;
    std::string log;
    const auto first = wait(condition, log, "first");
    const auto second = wait(condition, log, "second");
    let_all_run_once();
    condition.run([&] {
      condition.notify();
      first.cancel();
    });
    asyncio::await(second);
    EXPECT_TRUE(first.cancelled());
    EXPECT_EQ(log, "first cancelled second ");
  });
}

TEST(Condition, PassesOnANotificationWhoseReceiverIsCancelledWhileItWaitsForTheLock) {
  asyncio::run([] {
    asyncio::Condition condition;
    std::string log;
    const auto first = wait(condition, log, "first");
    const auto second = wait(condition, log, "second");
    let_all_run_once();
    condition.acquire();
    condition.notify();
    let_all_run_once();
    first.cancel();
    condition.release();
    asyncio::await(second);
    EXPECT_TRUE(first.cancelled());
    EXPECT_EQ(log, "first cancelled second ");
  });
}

TEST(Condition, WakesNobodyForATaskThatWasCancelledUnnotified) {
  asyncio::run([] {
    asyncio::Condition condition;
    std::string log;
    const auto first = wait(condition, log, "first");
    const auto second = wait(condition, log, "second");
    let_all_run_once();
    first.cancel();
    EXPECT_THROW(asyncio::await(first), asyncio::CancelledError);
    for (int i = 0; i != 3; ++i) let_all_run_once();
    EXPECT_EQ(log, "first cancelled ");
    notify(condition);
    asyncio::await(second);
  });
}

TEST(Condition, NotifiesNobodyWhoIsCancelledAlready) {
  asyncio::run([] {
    asyncio::Condition condition;
    std::string log;
    const auto first = wait(condition, log, "first");
    const auto second = wait(condition, log, "second");
    let_all_run_once();
    condition.run([&] {
      first.cancel();
      condition.notify();
    });
    asyncio::await(second);
    EXPECT_EQ(log, "first cancelled second ");
  });
}

TEST(Condition, MayShareItsLock) {
  asyncio::run([] {
    asyncio::Lock lock;
    asyncio::Condition not_empty(lock);
    asyncio::Condition not_full(lock);
    std::vector<int> items;
    std::string log;
    const auto producer = [&] {
      for (int i = 0; i != 4; ++i) {
        const std::scoped_lock held(lock);
        not_full.wait_for([&] { return items.size() < 2; });
        items.push_back(i);
        not_empty.notify();
      }
    };
    const auto consumer = [&] {
      for (int i = 0; i != 4; ++i) {
        const std::scoped_lock held(lock);
        not_empty.wait_for([&] { return !items.empty(); });
        log += std::to_string(items.front());
        items.erase(items.begin());
        not_full.notify();
      }
    };
    asyncio::await(asyncio::gather(producer, consumer));
    EXPECT_EQ(log, "0123");
  });
}

TEST(Condition, MayBeDestroyedWhileTasksWait) {
  std::string log;
  asyncio::run([&] {
    asyncio::Lock lock;
    auto condition = std::make_unique<asyncio::Condition>(lock);
    std::vector<asyncio::Task<>> tasks;
    for (const std::string name : {"asleep", "woken", "cancelled"}) {
      tasks.push_back(asyncio::create_task([&log, &lock, &at = *condition, name] {
        lock.run([&] {
          try {
            at.wait();
            log += name + " ";
          } catch (const asyncio::CancelledError&) {
            log += name + (lock.locked() ? " cancelled " : " without the lock ");
          }
        });
      }));
    }
    let_all_run_once();
    tasks[0].cancel();
    condition->run([&] { condition->notify(); });
    tasks[2].cancel();
    // The lock is still there: who was notified goes on.
    condition.reset();
    asyncio::await(asyncio::gather(tasks));
    EXPECT_EQ(log, "asleep cancelled woken cancelled cancelled ");
  });
}

TEST(Condition, MayBeDestroyedWithItsLock) {
  std::string log;
  asyncio::run([&] {
    auto condition = std::make_unique<asyncio::Condition>();
    std::vector<asyncio::Task<>> tasks;
    for (const std::string name : {"woken", "asleep"}) {
      tasks.push_back(asyncio::create_task([&log, &at = *condition, name] {
        at.run([&] {
          at.wait();
          log += name;
        });
      }));
    }
    let_all_run_once();
    notify(*condition);
    condition.reset();
    for (int i = 0; i != 3; ++i) let_all_run_once();
    for (const auto& task : tasks) {
      EXPECT_FALSE(task.done());
      task.cancel();
      EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    }
  });
  EXPECT_EQ(log, "");
}

}  // namespace
