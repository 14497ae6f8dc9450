#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using namespace std::chrono_literals;

double now() { return asyncio::get_running_loop().time(); }
int plain_function() { return asyncio::sleep(100ms, 11); }
int cancelling() { return asyncio::current_task()->cancelling(); }

TEST(Timeout, LetsABodyPassThatIsInTime) {
  asyncio::run([] {
    auto limit = asyncio::timeout(5s);
    EXPECT_EQ(limit.run([] { return asyncio::sleep(1s, std::string("value")); }), "value");
    EXPECT_FALSE(limit.expired());
    asyncio::sleep(10s);
    EXPECT_EQ(now(), 11);
  });
}

TEST(Timeout, CancelsInsideAndThrowsTimeoutErrorOutside) {
  asyncio::run([] {
    auto limit = asyncio::timeout(2s);
    std::string log;
    EXPECT_THROW(limit.run([&] {
      try {
        asyncio::sleep(1h);
      } catch (const asyncio::CancelledError&) {
        log += limit.expired() ? "expiring " : "active ";
        throw;
      }
    }),
                 asyncio::TimeoutError);
    EXPECT_EQ(log, "expiring ");
    EXPECT_TRUE(limit.expired());
    EXPECT_EQ(now(), 2);
    EXPECT_EQ(cancelling(), 0);
  });
}

TEST(Timeout, HasAFunctionForm) {
  asyncio::run([] {
    EXPECT_THROW(asyncio::timeout(1s, [] { asyncio::sleep(1h); }), asyncio::TimeoutError);
    EXPECT_EQ(asyncio::timeout(1s, [] { return 7; }), 7);
    EXPECT_THROW(asyncio::timeout_at(3, [] { asyncio::sleep(1h); }), asyncio::TimeoutError);
    EXPECT_EQ(now(), 3);
    asyncio::timeout(1s, [](asyncio::Timeout& limit) {
      limit.reschedule(std::nullopt);
      asyncio::sleep(2s);
    });
    EXPECT_EQ(now(), 5);
  });
}

TEST(Timeout, IsMovedWhileItRuns) {
  asyncio::run([] {
    auto limit = asyncio::timeout(1s);
    limit.run([&] {
      EXPECT_EQ(limit.when(), 1);
      limit.reschedule(now() + 5);
      EXPECT_EQ(limit.when(), 5);
      asyncio::sleep(4s);
    });
    EXPECT_FALSE(limit.expired());
    auto nearer = asyncio::timeout(1h);
    EXPECT_THROW(nearer.run([&] {
      nearer.reschedule(now() + 1);
      asyncio::sleep(4s);
    }),
                 asyncio::TimeoutError);
    EXPECT_EQ(now(), 5);
  });
}

TEST(Timeout, WithoutALimitNeverEnds) {
  asyncio::run([] {
    auto limit = asyncio::timeout(std::nullopt);
    EXPECT_EQ(limit.when(), std::nullopt);
    limit.run([] { asyncio::sleep(24h); });
    EXPECT_FALSE(limit.expired());
  });
}

TEST(Timeout, ThatHasPassedEndsTheBodyAtItsFirstWait) {
  asyncio::run([] {
    for (const auto delay : {-1s, 0s}) {
      std::string log;
      EXPECT_THROW(asyncio::timeout(delay,
                                    [&] {
                                      log += "started ";
                                      asyncio::sleep(0s);
                                      log += "went on ";
                                      asyncio::sleep(1h);
                                    }),
                   asyncio::TimeoutError);
      EXPECT_EQ(log, "started ") << delay.count();
    }
    // A body that does not wait is not disturbed.
    EXPECT_EQ(asyncio::timeout(-1s, [] { return 1; }), 1);
    EXPECT_EQ(asyncio::timeout(-1s).when(), -1);
  });
}

TEST(Timeout, IsUsedOnceAndInsideATask) {
  asyncio::run([] {
    auto limit = asyncio::timeout(1s);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { limit.reschedule(1); }), "Timeout has not been entered");
    limit.run([] {});
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { limit.run([] {}); }), "Timeout has already been entered");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { limit.reschedule(1); }),
              "Cannot change state of finished Timeout");
    auto expired = asyncio::timeout(1s);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] {
                expired.run([&] {
                  try {
                    asyncio::sleep(1h);
                  } catch (const asyncio::CancelledError&) {
                  }
                  expired.reschedule(100);
                });
              }),
              "Cannot change state of expiring Timeout");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { expired.reschedule(1); }),
              "Cannot change state of expired Timeout");
    std::string message;
    asyncio::get_running_loop().call_soon(
        [&] { message = message_of<asyncio::RuntimeError>([] { asyncio::timeout(1s).run([] {}); }); });
    asyncio::sleep(0s);
    EXPECT_EQ(message, "Timeout should be used inside a task");
  });
  EXPECT_THROW(static_cast<void>(asyncio::timeout(1s)), asyncio::RuntimeError);
}

TEST(Timeout, NestedIsToldFromItsNeighbour) {
  asyncio::run([] {
    auto outer = asyncio::timeout(5s);
    auto inner = asyncio::timeout(1s);
    outer.run([&] { EXPECT_THROW(inner.run([] { asyncio::sleep(1h); }), asyncio::TimeoutError); });
    EXPECT_TRUE(inner.expired());
    EXPECT_FALSE(outer.expired());

    auto far = asyncio::timeout(5s);
    EXPECT_THROW(asyncio::timeout(1s, [&] { far.run([] { asyncio::sleep(1h); }); }), asyncio::TimeoutError);
    EXPECT_FALSE(far.expired());
    EXPECT_EQ(cancelling(), 0);
  });
}

TEST(Timeout, NestedWithOneDeadlineBelongsToTheOuterOne) {
  asyncio::run([] {
    auto outer = asyncio::timeout(1s);
    auto inner = asyncio::timeout(1s);
    std::string log;
    EXPECT_THROW(outer.run([&] {
      try {
        inner.run([] { asyncio::sleep(1h); });
      } catch (const asyncio::TimeoutError&) {
        log += "inner TimeoutError ";
      } catch (const asyncio::CancelledError&) {
        log += "inner CancelledError ";
        throw;
      }
    }),
                 asyncio::TimeoutError);
    // Both have asked when the inner body ends: the inner one leaves a request that is not its own.
    EXPECT_EQ(log, "inner CancelledError ");
    EXPECT_TRUE(inner.expired());
    EXPECT_TRUE(outer.expired());
    EXPECT_EQ(cancelling(), 0);
  });
}

TEST(Timeout, NeverTakesACancelFromOutsideForItsOwn) {
  asyncio::run([] {
    int requests = -1;
    const auto task = asyncio::create_task([&] {
      try {
        asyncio::timeout(2s, [] {
          try {
            asyncio::sleep(1h);
          } catch (const asyncio::CancelledError&) {
            asyncio::sleep(5s);  // The time is up in the meantime.
            throw;
          }
        });
      } catch (const asyncio::CancelledError&) {
        requests = cancelling();
        throw;
      }
    });
    asyncio::sleep(1s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_EQ(requests, 1);
  });
}

TEST(Timeout, LosesNoCancelOfTheSameMoment) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] { asyncio::timeout(2s, [] { asyncio::sleep(1h); }); });
    asyncio::get_running_loop().call_later(2s, [&] { task.cancel("outside"); });
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_TRUE(task.cancelled());
  });
}

TEST(Timeout, InsideACancelledTaskStillIsATimeout) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      try {
        asyncio::sleep(1h);
      } catch (const asyncio::CancelledError&) {
        // Cleaning up, with a limit of its own, while one request stands.
      }
      EXPECT_EQ(cancelling(), 1);
      EXPECT_THROW(asyncio::timeout(1s, [] { asyncio::sleep(1h); }), asyncio::TimeoutError);
      EXPECT_EQ(cancelling(), 1);
    });
    asyncio::sleep(1s);
    task.cancel();
    asyncio::await(task);
  });
}

TEST(Timeout, LetsAnErrorOfItsBodyPassThoughTheTimeIsUp) {
  asyncio::run([] {
    auto limit = asyncio::timeout(1s);
    EXPECT_EQ(message_of<std::runtime_error>([&] {
                limit.run([] {
                  try {
                    asyncio::sleep(1h);
                  } catch (const asyncio::CancelledError&) {
                    throw std::runtime_error("cleaning up failed");
                  }
                });
              }),
              "cleaning up failed");
    EXPECT_TRUE(limit.expired());
    EXPECT_EQ(cancelling(), 0);
    // A body that makes a result of it keeps the result.
    EXPECT_EQ(asyncio::timeout(1s,
                               [] {
                                 try {
                                   asyncio::sleep(1h);
                                 } catch (const asyncio::CancelledError&) {
                                 }
                                 return 3;
                               }),
              3);
  });
}

TEST(Timeout, MayWaitInsideACatch) {
  asyncio::run([] {
    try {
      throw std::runtime_error("first");
    } catch (const std::runtime_error& error) {
      EXPECT_THROW(asyncio::timeout(1s, [] { asyncio::sleep(1h); }), asyncio::TimeoutError);
      EXPECT_STREQ(error.what(), "first");
    }
  });
}

TEST(WaitFor, RunsAFunctionInTheSameTask) {
  asyncio::run([] {
    const auto me = asyncio::current_task();
    EXPECT_EQ(asyncio::wait_for(
                  [&] {
                    EXPECT_EQ(asyncio::current_task(), me);
                    return asyncio::sleep(1s, 5);
                  },
                  2s),
              5);
    EXPECT_EQ(asyncio::wait_for([] { return asyncio::sleep(1h, 6); }, std::nullopt), 6);
    asyncio::wait_for([] {}, 1s);
    EXPECT_EQ(asyncio::wait_for(plain_function, 1s), 11);
    EXPECT_EQ(asyncio::await(asyncio::shield(plain_function)), 11);
  });
}

TEST(WaitFor, ThrowsTimeoutErrorOnceTheInsideHasCleanedUp) {
  asyncio::run([] {
    std::string log;
    const auto job = [&] {
      try {
        asyncio::sleep(1h);
      } catch (const asyncio::CancelledError&) {
        log += "cancelled ";
      }
      asyncio::sleep(3s);
      log += "cleaned up ";
      throw asyncio::CancelledError();
    };
    EXPECT_THROW(asyncio::wait_for(job, 1s), asyncio::TimeoutError);
    EXPECT_EQ(now(), 4);
    const auto task = asyncio::create_task(job);
    EXPECT_THROW(asyncio::wait_for(task, 1s), asyncio::TimeoutError);
    EXPECT_EQ(now(), 8);
    EXPECT_TRUE(task.cancelled());
    EXPECT_EQ(log, "cancelled cleaned up cancelled cleaned up ");
    EXPECT_EQ(cancelling(), 0);
  });
}

TEST(WaitFor, WithoutTimeStartsNoFunction) {
  asyncio::run([] {
    for (const auto limit : {0s, -5s}) {
      bool started = false;
      EXPECT_THROW(asyncio::wait_for([&] { started = true; }, limit), asyncio::TimeoutError);
      EXPECT_FALSE(started);
    }
    EXPECT_EQ(now(), 0);
  });
}

TEST(WaitFor, WithoutTimeTakesAResultThatIsThere) {
  asyncio::run([] {
    const asyncio::Future<int> done;
    done.set_result(1);
    EXPECT_EQ(asyncio::wait_for(done, 0s), 1);
    const asyncio::Future<int> failed;
    failed.set_exception(std::runtime_error("failed"));
    EXPECT_THROW(asyncio::wait_for(failed, 0s), std::runtime_error);
    const asyncio::Future<int> pending;
    EXPECT_THROW(asyncio::wait_for(pending, 0s), asyncio::TimeoutError);
    EXPECT_TRUE(pending.cancelled());
  });
}

TEST(WaitFor, WithoutTimeWaitsForTheEndOfATaskThatCleansUp) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      try {
        asyncio::sleep(1h);
      } catch (const asyncio::CancelledError&) {
        asyncio::sleep(2s);
      }
      return 9;
    });
    asyncio::sleep(1s);
    EXPECT_EQ(asyncio::wait_for(task, 0s), 9);
    EXPECT_EQ(now(), 3);
  });
}

TEST(WaitFor, LosesNoCancelWhenTheInsideIsDoneAtTheSameTime) {
  // gh-86296 (bpo-42130): the result came, and the cancel vanished.
  asyncio::run([] {
    const asyncio::Future<int> inside;
    const auto task = asyncio::create_task([&] { return asyncio::wait_for(inside, 1h); });
    asyncio::sleep(0s);
    inside.set_result(1);
    task.cancel("now");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "now");
  });
}

TEST(WaitFor, CancelledCancelsTheInside) {
  asyncio::run([] {
    const auto inside = asyncio::create_task([] { asyncio::sleep(1h); });
    const auto task = asyncio::create_task([&] { asyncio::wait_for(inside, 5h); });
    asyncio::sleep(1s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_TRUE(inside.cancelled());
  });
}

TEST(WaitFor, LeavesAShieldedTaskRunning) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] { return asyncio::sleep(5s, 2); });
    EXPECT_THROW(asyncio::wait_for(asyncio::shield(task), 1s), asyncio::TimeoutError);
    EXPECT_EQ(asyncio::await(task), 2);
  });
}

TEST(WaitFor, GivesTheErrorOfTheInside) {
  asyncio::run([] {
    EXPECT_EQ(message_of<std::runtime_error>([] { asyncio::wait_for([] { throw std::runtime_error("inside"); }, 1s); }),
              "inside");
    EXPECT_EQ(*asyncio::wait_for(asyncio::create_task([] { return std::make_unique<int>(8); }), 1s), 8);
  });
}

}  // namespace
