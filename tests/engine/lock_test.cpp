#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "../support/reports.hpp"
#include "../support/tasks.hpp"

namespace {

using asyncio::testing::let_all_run_once;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

/// A task that acquires `lock` and then notes `name` in `log`.
auto acquire(asyncio::Lock& lock, std::string& log, std::string name) {
  return asyncio::create_task([&lock, &log, name] {
    lock.acquire();
    log += name + " ";
  });
}

TEST(Lock, GoesToThoseWhoWaitInTheOrderOfAsking) {
  asyncio::run([] {
    asyncio::Lock lock;
    std::string log;
    const auto user = [&](std::string name) {
      return [&, name] {
        for (const std::string turn : {"1 ", "2 "}) {
          lock.run([&] {
            log += name + turn;
            let_all_run_once();
          });
        }
      };
    };
    asyncio::await(asyncio::gather(user("a"), user("b"), user("c")));
    EXPECT_EQ(log, "a1 b1 c1 a2 b2 c2 ");
    EXPECT_FALSE(lock.locked());
  });
}

TEST(Lock, IsNotTakenFromOneWhoIsWoken) {
  asyncio::run([] {
    asyncio::Lock lock;
    std::string log;
    lock.acquire();
    const auto first = acquire(lock, log, "first");
    let_all_run_once();
    lock.release();
    EXPECT_FALSE(lock.locked());
    EXPECT_FALSE(lock.try_lock());
    const auto second = asyncio::create_task([&] {
      lock.acquire();
      log += "second ";
    });
    let_all_run_once();
    lock.release();
    asyncio::await(second);
    EXPECT_EQ(log, "first second ");
  });
}

TEST(Lock, IsTakenAtOnceWhereOnlyCancelledTasksWait) {
  asyncio::run([] {
    asyncio::Lock lock;
    std::string log;
    lock.acquire();
    const auto first = acquire(lock, log, "first");
    let_all_run_once();
    first.cancel();
    lock.release();
    EXPECT_TRUE(lock.acquire());
    EXPECT_EQ(log, "");
    EXPECT_THROW(asyncio::await(first), asyncio::CancelledError);
    EXPECT_TRUE(lock.locked());
  });
}

TEST(Lock, GoesToTheNextWhenTheOneWhoIsWokenIsCancelled) {
  asyncio::run([] {
    asyncio::Lock lock;
    std::string log;
    lock.acquire();
    const auto first = acquire(lock, log, "first");
    const auto second = acquire(lock, log, "second");
    let_all_run_once();
    lock.release();
    first.cancel();
    EXPECT_THROW(asyncio::await(first), asyncio::CancelledError);
    asyncio::await(second);
    EXPECT_EQ(log, "second ");
  });
}

TEST(Lock, GoesToTheNextWhenTheFirstWasCancelledBefore) {
  asyncio::run([] {
    asyncio::Lock lock;
    std::string log;
    lock.acquire();
    const auto first = acquire(lock, log, "first");
    const auto second = acquire(lock, log, "second");
    let_all_run_once();
    first.cancel();
    lock.release();
    asyncio::await(second);
    EXPECT_TRUE(first.cancelled());
    EXPECT_EQ(log, "second ");
  });
}

TEST(Lock, StaysWithItsHolderWhenOneWhoWaitsIsCancelled) {
  asyncio::run([] {
    asyncio::Lock lock;
    std::string log;
    lock.acquire();
    const auto first = acquire(lock, log, "first");
    const auto second = acquire(lock, log, "second");
    let_all_run_once();
    first.cancel();
    EXPECT_THROW(asyncio::await(first), asyncio::CancelledError);
    EXPECT_TRUE(lock.locked());
    let_all_run_once();
    EXPECT_FALSE(second.done());
    lock.release();
    asyncio::await(second);
  });
}

TEST(Lock, ThatIsFreeCannotBeReleased) {
  asyncio::run([] {
    asyncio::Lock lock;
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { lock.release(); }), "Lock is not acquired.");
    EXPECT_THROW(lock.run([&] { lock.release(); }), asyncio::RuntimeError);
  });
}

TEST(Lock, IsReleasedWhateverEndsTheBody) {
  asyncio::run([] {
    asyncio::Lock lock;
    EXPECT_EQ(lock.run([&] { return lock.locked() ? std::make_unique<int>(7) : nullptr; }).operator*(), 7);
    EXPECT_EQ(message_of<std::runtime_error>([&] { lock.run([] { throw std::runtime_error("body"); }); }), "body");
    EXPECT_FALSE(lock.locked());
    // What the body threw is told before what it did to the lock.
    EXPECT_EQ(message_of<std::runtime_error>([&] {
                lock.run([&] {
                  lock.release();
                  throw std::runtime_error("body");
                });
              }),
              "body");
    const auto task = asyncio::create_task([&] { lock.run([] { asyncio::sleep(1h); }); });
    let_all_run_once();
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_FALSE(lock.locked());
  });
}

TEST(Lock, IsHeldByTheStandardLibrarysGuards) {
  asyncio::run([] {
    asyncio::Lock a;
    asyncio::Lock b;
    std::string log;
    const auto user = [&](std::string name, asyncio::Lock& first, asyncio::Lock& second) {
      return [&, name] {
        const std::scoped_lock both(first, second);
        log += name;
        asyncio::sleep(1s);
        log += name;
      };
    };
    asyncio::await(asyncio::gather(user("1", a, b), user("2", b, a), user("3", a, b)));
    EXPECT_EQ(log, "112233");
    std::unique_lock held(a, std::try_to_lock);
    EXPECT_TRUE(held.owns_lock());
    EXPECT_FALSE(a.try_lock());
    held.unlock();
    EXPECT_FALSE(a.locked());
  });
}

static_assert(!std::is_copy_constructible_v<asyncio::Lock> && !std::is_move_constructible_v<asyncio::Lock>);

TEST(Lock, MayBeDestroyedWhileTasksWait) {
  asyncio::run([] {
    auto lock = std::make_unique<asyncio::Lock>();
    std::string log;
    lock->acquire();
    const auto woken = acquire(*lock, log, "woken");
    const auto asleep = acquire(*lock, log, "asleep");
    const auto cancelled = acquire(*lock, log, "cancelled");
    let_all_run_once();
    lock->release();
    cancelled.cancel();
    lock.reset();
    for (int i = 0; i != 3; ++i) let_all_run_once();
    EXPECT_TRUE(cancelled.cancelled());
    EXPECT_FALSE(woken.done());
    EXPECT_FALSE(asleep.done());
    woken.cancel();
    asleep.cancel();
    EXPECT_THROW(asyncio::await(woken), asyncio::CancelledError);
    EXPECT_THROW(asyncio::await(asleep), asyncio::CancelledError);
    EXPECT_EQ(log, "");
  });
}

TEST(Lock, MayBeDestroyedWhileTheBodyOfRunIsUnderWay) {
  std::string log;
  asyncio::run([&] {
    asyncio::Lock lock;
    asyncio::create_task([&log, &lock] {
      lock.run([&log] {
        const struct Witness {
          std::string& log;
          ~Witness() { log += "unwound"; }
        } witness{log};
        asyncio::sleep(1h);
      });
    });
    let_all_run_once();
  });
  EXPECT_EQ(log, "unwound");
}

TEST(Lock, IsLeftAloneByTasksThatTheClosingLoopUnwinds) {
  asyncio::Lock lock;
  asyncio::Condition condition(lock);
  auto loop = asyncio::new_event_loop();
  asyncio::testing::Reports reports(loop);
  loop.create_task([&] {
    const std::scoped_lock guard(condition);
    condition.wait();
  });
  loop.create_task([&] {
    const std::scoped_lock guard(lock);
    asyncio::sleep(1h);
  });
  loop.create_task([&] { const std::scoped_lock guard(lock); });
  loop.call_soon([&] { loop.stop(); });
  loop.run_forever();
  loop.close();
  EXPECT_EQ(reports.lines.size(), 3U);
  EXPECT_FALSE(lock.locked());
}

}  // namespace
