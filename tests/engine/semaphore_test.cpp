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

auto acquire(asyncio::Semaphore& semaphore, std::string& log, std::string name) {
  return asyncio::create_task([&semaphore, &log, name] {
    semaphore.acquire();
    log += name + " ";
  });
}

TEST(Semaphore, AdmitsAsManyAsItsValueInTheOrderOfAsking) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(2);
    std::string log;
    int inside = 0;
    const auto user = [&](std::string name) {
      return [&, name] {
        semaphore.run([&] {
          log += name + std::to_string(++inside) + " ";
          asyncio::sleep(1s);
          --inside;
        });
      };
    };
    asyncio::await(asyncio::gather(user("a"), user("b"), user("c"), user("d"), user("e")));
    EXPECT_EQ(log, "a1 b2 c1 d2 e1 ");
    EXPECT_FALSE(semaphore.locked());
  });
}

TEST(Semaphore, ServesAgainOnlyAfterThoseWhoWait) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(1);
    std::string log;
    const auto user = [&](std::string name) {
      return [&, name] {
        for (const std::string turn : {"1 ", "2 "}) {
          semaphore.acquire();
          log += name + turn;
          asyncio::sleep(10ms);
          semaphore.release();
        }
      };
    };
    asyncio::await(asyncio::gather(user("a"), user("b"), user("c")));
    EXPECT_EQ(log, "a1 b1 c1 a2 b2 c2 ");
  });
}

TEST(Semaphore, LetsNobodyPastOneWhoIsWoken) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(1);
    std::string log;
    const auto first = acquire(semaphore, log, "1");
    const auto greedy = asyncio::create_task([&] {
      semaphore.acquire();
      log += "2 ";
      semaphore.release();
      semaphore.acquire();
      log += "4 ";
    });
    const auto third = acquire(semaphore, log, "3");
    let_all_run_once();
    semaphore.release();
    semaphore.release();
    asyncio::await(asyncio::gather(first, greedy, third));
    EXPECT_EQ(log, "1 2 3 4 ");
  });
}

TEST(Semaphore, IsLockedWhileSomebodyIsWokenButHasNotRun) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(0);
    std::string log;
    const auto first = acquire(semaphore, log, "first");
    let_all_run_once();
    semaphore.release();
    semaphore.release();
    EXPECT_TRUE(semaphore.locked());
    EXPECT_FALSE(semaphore.try_lock());
    // It waits behind the first, though there is one for it: the first wakes it.
    const auto second = acquire(semaphore, log, "second");
    asyncio::await(second);
    EXPECT_EQ(log, "first second ");
    EXPECT_TRUE(semaphore.locked());
  });
}

// https://github.com/python/cpython/issues/90155: what is released while tasks are cancelled is not lost.
TEST(Semaphore, SkipsThoseWhoAreCancelledBeforeTheyAreWoken) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(0);
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    for (const auto* name : {"1", "2", "3", "4"}) tasks.push_back(acquire(semaphore, log, name));
    let_all_run_once();
    tasks[0].cancel();
    tasks[1].cancel();
    semaphore.release();
    let_all_run_once();
    EXPECT_TRUE(tasks[2].done());
    EXPECT_FALSE(tasks[3].done());
    EXPECT_TRUE(semaphore.locked());
    semaphore.release();
    asyncio::await(tasks[3]);
    EXPECT_EQ(log, "3 4 ");
  });
}

TEST(Semaphore, GoesToTheNextWhenTheOneWhoIsWokenIsCancelled) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(0);
    std::string log;
    const auto first = acquire(semaphore, log, "first");
    const auto second = acquire(semaphore, log, "second");
    let_all_run_once();
    semaphore.release();
    first.cancel();
    asyncio::await(second);
    EXPECT_TRUE(first.cancelled());
    EXPECT_EQ(log, "second ");
    EXPECT_TRUE(semaphore.locked());
  });
}

TEST(Semaphore, IsFreeAgainWhenTheLastOneWhoIsWokenIsCancelled) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(1);
    const auto second = [&] { semaphore.run([] { ADD_FAILURE() << "was cancelled before"; }); };
    std::vector<asyncio::Task<>> tasks;
    tasks.push_back(asyncio::create_task([&] {
      semaphore.run(let_all_run_once);
      tasks[1].cancel();
    }));
    tasks.push_back(asyncio::create_task(second));
    EXPECT_THROW(asyncio::await(asyncio::gather(tasks)), asyncio::CancelledError);
    EXPECT_FALSE(semaphore.locked());
    EXPECT_TRUE(semaphore.acquire());
  });
}

TEST(Semaphore, IsTakenAtOnceWhereOnlyCancelledTasksWait) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(0);
    std::string log;
    const auto first = acquire(semaphore, log, "first");
    let_all_run_once();
    first.cancel();
    semaphore.release();
    EXPECT_FALSE(semaphore.locked());
    EXPECT_TRUE(semaphore.acquire());
    EXPECT_THROW(asyncio::await(first), asyncio::CancelledError);
    EXPECT_TRUE(semaphore.locked());
  });
}

TEST(Semaphore, WakesInOneGoAsManyAsAreReleased) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(0);
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    for (int i = 0; i != 5; ++i) tasks.push_back(acquire(semaphore, log, std::to_string(i)));
    let_all_run_once();
    for (int i = 0; i != 3; ++i) semaphore.release();
    let_all_run_once();
    EXPECT_EQ(log, "0 1 2 ");
    for (int i = 0; i != 2; ++i) semaphore.release();
    asyncio::await(asyncio::gather(tasks));
  });
}

TEST(Semaphore, RefusesANegativeValue) {
  EXPECT_EQ(message_of<asyncio::ValueError>([] { asyncio::Semaphore(-1); }), "Semaphore initial value must be >= 0");
}

TEST(Semaphore, MayBeReleasedAboveItsFirstValue) {
  asyncio::Semaphore semaphore;
  semaphore.release();
  EXPECT_TRUE(semaphore.try_lock());
  EXPECT_TRUE(semaphore.try_lock());
  EXPECT_FALSE(semaphore.try_lock());
}

TEST(Semaphore, MayBeDestroyedWhileTasksWait) {
  asyncio::run([] {
    auto semaphore = std::make_unique<asyncio::Semaphore>(0);
    std::string log;
    const auto woken = acquire(*semaphore, log, "woken");
    const auto both = acquire(*semaphore, log, "both");
    let_all_run_once();
    semaphore->release();
    semaphore->release();
    both.cancel();
    semaphore.reset();
    let_all_run_once();
    EXPECT_TRUE(both.cancelled());
    EXPECT_FALSE(woken.done());
    woken.cancel();
    EXPECT_THROW(asyncio::await(woken), asyncio::CancelledError);
    EXPECT_EQ(log, "");
  });
}

TEST(BoundedSemaphore, RefusesToBeReleasedAboveItsFirstValue) {
  asyncio::run([] {
    asyncio::BoundedSemaphore semaphore(1);
    EXPECT_EQ(message_of<asyncio::ValueError>([&] { semaphore.release(); }),
              "BoundedSemaphore released too many times");
    asyncio::Semaphore& base = semaphore;
    base.run([] {});
    EXPECT_THROW(base.release(), asyncio::ValueError);
    const std::scoped_lock held(semaphore);
    EXPECT_TRUE(semaphore.locked());
  });
}

// CPython 3.13's test_acquire_fifo_order_4.
TEST(Semaphore, WakesAllForWhomThereIsOneWhenTheFirstHasItsOwn) {
  asyncio::run([] {
    asyncio::Semaphore semaphore(0);
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    tasks.push_back(asyncio::create_task([&] {
      semaphore.acquire();
      // It runs after the third, which has been woken by now.
      tasks.push_back(asyncio::create_task([&] { log += "4 "; }));
      log += "1 ";
    }));
    tasks.push_back(asyncio::create_task([&] {
      for (int i = 0; i != 3; ++i) semaphore.release();
      EXPECT_TRUE(semaphore.locked());
      semaphore.acquire();
      log += "2 ";
    }));
    tasks.push_back(asyncio::create_task([&] {
      semaphore.acquire();
      EXPECT_TRUE(semaphore.locked());
      log += "3 ";
    }));
    asyncio::sleep(1s);
    EXPECT_EQ(log, "1 2 3 4 ");
  });
}

}  // namespace
