#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(Cancel, BeforeItsStartATaskNeverRuns) {
  asyncio::run([] {
    auto held = std::make_shared<int>(1);
    bool ran = false;
    const auto task = asyncio::create_task([&ran, held] { ran = true; });
    EXPECT_TRUE(task.cancel("early"));
    EXPECT_FALSE(task.done());
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "early");
    EXPECT_TRUE(task.cancelled());
    EXPECT_FALSE(ran);
    EXPECT_EQ(held.use_count(), 1);
  });
}

TEST(Cancel, DuringASleepIsThrownAtTheSleepInTheNextTurn) {
  asyncio::run([] {
    std::string log;
    const auto started = asyncio::get_running_loop().time();
    const auto task = asyncio::create_task([&] {
      const auto message = message_of<asyncio::CancelledError>([] { asyncio::sleep(1h); });
      log += "caught " + message + " ";
      throw asyncio::CancelledError(message);
    });
    asyncio::sleep(0s);
    EXPECT_TRUE(task.cancel("stop"));
    log += "asked ";
    EXPECT_FALSE(task.done());
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "stop");
    EXPECT_EQ(log, "asked caught stop ");
    EXPECT_EQ(asyncio::get_running_loop().time(), started);
  });
}

TEST(Cancel, WithoutAMessageSaysOnlyWhatItIs) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] { asyncio::sleep(1h); });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "CancelledError");
  });
}

TEST(Cancel, OfATaskThatIsDoneDoesNothing) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] { return 1; });
    asyncio::await(task);
    EXPECT_FALSE(task.cancel());
    EXPECT_EQ(task.cancelling(), 0);
    EXPECT_EQ(task.result(), 1);
  });
}

TEST(Cancel, SwallowedLeavesANormalResult) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      EXPECT_THROW(asyncio::sleep(1h), asyncio::CancelledError);
      asyncio::sleep(1s);
      return 5;
    });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_EQ(asyncio::await(task), 5);
    EXPECT_FALSE(task.cancelled());
    EXPECT_EQ(task.cancelling(), 1);
  });
}

TEST(Cancel, IsNoErrorThatAHandlerOfErrorsWouldSwallow) {
  asyncio::run([] {
    bool swallowed = false;
    const auto task = asyncio::create_task([&] {
      try {
        asyncio::sleep(1h);
      } catch (const std::exception&) {
        swallowed = true;
      }
    });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_FALSE(swallowed);
  });
}

TEST(Cancel, InTheLastStepStillCancels) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      asyncio::current_task()->cancel("by myself");
      return 1;
    });
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "by myself");
    EXPECT_TRUE(task.cancelled());
  });
}

TEST(Cancel, InTheLastStepGivesWayToAnException) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      asyncio::current_task()->cancel();
      throw std::runtime_error("worse");
    });
    EXPECT_EQ(message_of<std::runtime_error>([&] { asyncio::await(task); }), "worse");
  });
}

TEST(Cancel, OfItselfIsThrownAtTheNextWait) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      asyncio::current_task()->cancel("later");
      EXPECT_EQ(message_of<asyncio::CancelledError>([] { asyncio::sleep(1h); }), "later");
      asyncio::sleep(1s);
      return 1;
    });
    EXPECT_EQ(asyncio::await(task), 1);
  });
}

TEST(Cancel, BetweenTheWakeUpAndTheStepIsNotLost) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    const auto task = asyncio::create_task([&] { return asyncio::await(future); });
    asyncio::sleep(0s);
    future.set_result(1);
    EXPECT_TRUE(task.cancel("in between"));
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "in between");
  });
}

TEST(Cancel, ReachesATaskThatOnlyYields) {
  asyncio::run([] {
    int turns = 0;
    const auto task = asyncio::create_task([&] {
      for (;;) {
        asyncio::sleep(0s);
        ++turns;
      }
    });
    for (int i = 0; i != 3; ++i) asyncio::sleep(0s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_EQ(turns, 2);
  });
}

TEST(Cancel, CountsRequestsUntilTheyAreTakenBack) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      for (int i = 0; i != 2; ++i) EXPECT_THROW(asyncio::sleep(1h), asyncio::CancelledError);
    });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_EQ(task.cancelling(), 1);
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_EQ(task.cancelling(), 2);
    EXPECT_EQ(task.uncancel(), 1);
    EXPECT_EQ(task.uncancel(), 0);
    EXPECT_EQ(task.uncancel(), 0);
    EXPECT_EQ(task.cancelling(), 0);
    asyncio::await(task);
  });
}

TEST(Cancel, GoesToTheInnermostTask) {
  asyncio::run([] {
    std::string log;
    const auto inner = asyncio::create_task([&] {
      log += message_of<asyncio::CancelledError>([] { asyncio::sleep(1h); }) + " ";
      return 1;
    });
    const auto outer = asyncio::create_task([&] { return asyncio::await(inner) + 1; });
    asyncio::sleep(0s);
    outer.cancel("inwards");
    // The inner task makes a result of it, so that the outer one never sees it.
    EXPECT_EQ(asyncio::await(outer), 2);
    EXPECT_EQ(log, "inwards ");
    EXPECT_EQ(inner.cancelling(), 1);
    EXPECT_EQ(outer.cancelling(), 1);
  });
}

TEST(Cancel, ComesBackOutThroughTheTasksThatWait) {
  asyncio::run([] {
    const auto inner = asyncio::create_task([] { asyncio::sleep(1h); });
    const auto outer = asyncio::create_task([&] { asyncio::await(inner); });
    asyncio::sleep(0s);
    outer.cancel("through");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(outer); }), "through");
    EXPECT_TRUE(inner.cancelled());
    EXPECT_TRUE(outer.cancelled());
  });
}

TEST(Cancel, GoesThroughAChainOfAnyLength) {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    tasks.push_back(asyncio::create_task([] { asyncio::sleep(1h); }));
    for (int i = 0; i != 5'000; ++i) {
      tasks.push_back(asyncio::create_task([before = tasks.back()] { asyncio::await(before); }));
    }
    asyncio::sleep(0s);
    tasks.back().cancel("far");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(tasks.back()); }), "far");
    EXPECT_TRUE(tasks.front().cancelled());
  });
}

TEST(Cancel, InterruptsTheCleanUpOfAnEarlierOne) {
  asyncio::run([] {
    std::string log;
    const auto task = asyncio::create_task([&] {
      const struct Finally {
        std::string& log;
        ~Finally() { log += "finally "; }
      } finally{log};
      log += message_of<asyncio::CancelledError>([] { asyncio::sleep(1h); }) + " ";
      asyncio::sleep(1h);
      log += "never ";
    });
    asyncio::sleep(0s);
    task.cancel("first");
    asyncio::sleep(0s);
    task.cancel("second");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "second");
    EXPECT_EQ(log, "first finally ");
  });
}

TEST(Cancel, LeavesNoTimerBehind) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    const auto task = asyncio::create_task([] { asyncio::sleep(1h); });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    const auto before = loop.time();
    asyncio::sleep(1s);
    EXPECT_EQ(loop.time(), before + 1);
  });
}

TEST(Cancel, OfAFutureCancelsTheTaskThatWaitsForIt) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    const auto task = asyncio::create_task([&] { return asyncio::await(future); });
    asyncio::sleep(0s);
    future.cancel("the future");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "the future");
    EXPECT_TRUE(task.cancelled());
    EXPECT_EQ(task.cancelling(), 0);
  });
}

TEST(Cancel, OfATaskCancelsTheFutureThatItWaitsFor) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    const auto task = asyncio::create_task([&] { return asyncio::await(future); });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_TRUE(future.cancelled());
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
  });
}

TEST(Cancel, MayBeThrownByTheTaskItself) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] { throw asyncio::CancelledError("I resign"); });
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "I resign");
    EXPECT_TRUE(task.cancelled());
  });
}

}  // namespace
