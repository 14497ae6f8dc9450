#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

TEST(Future, IsPendingUntilItHasAResult) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    EXPECT_FALSE(future.done());
    future.set_result(42);
    EXPECT_TRUE(future.done());
    EXPECT_FALSE(future.cancelled());
    EXPECT_EQ(future.result(), 42);
    EXPECT_EQ(future.exception(), nullptr);
  });
}

TEST(Future, TakesAResultInBraces) {
  asyncio::run([] {
    const asyncio::Future<std::vector<int>> future;
    future.set_result({1, 2, 3});
    EXPECT_EQ(future.result(), (std::vector{1, 2, 3}));
  });
}

TEST(Future, MayHaveNoValue) {
  asyncio::run([] {
    const asyncio::Future<> future;
    future.set_result();
    EXPECT_TRUE(future.done());
    future.result();
    asyncio::await(future);
  });
}

TEST(Future, TellsNothingBeforeItIsDone) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    EXPECT_THROW(static_cast<void>(future.result()), asyncio::InvalidStateError);
    EXPECT_THROW(static_cast<void>(future.exception()), asyncio::InvalidStateError);
  });
}

TEST(Future, IsCompletedOnlyOnce) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    future.set_result(1);
    EXPECT_THROW(future.set_result(2), asyncio::InvalidStateError);
    EXPECT_THROW(future.set_exception(std::runtime_error("late")), asyncio::InvalidStateError);
    EXPECT_FALSE(future.cancel());
    EXPECT_EQ(future.result(), 1);
  });
}

TEST(Future, StaysPendingWhenItsResultCannotBeMade) {
  struct Refuses {
    explicit Refuses(int) { throw std::runtime_error("no"); }
    Refuses() = default;
  };
  asyncio::run([] {
    const asyncio::Future<Refuses> future;
    EXPECT_THROW(future.set_result(1), std::runtime_error);
    EXPECT_FALSE(future.done());
    future.set_result();
    EXPECT_TRUE(future.done());
  });
}

TEST(Future, ThrowsTheSameExceptionObjectOnEachAwait) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    future.set_exception(std::runtime_error("shared"));
    std::vector<const void*> seen;
    for (int i = 0; i != 3; ++i) {
      try {
        asyncio::await(future);
      } catch (const std::runtime_error& error) {
        seen.push_back(&error);
      }
    }
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_EQ(seen[0], seen[1]);
    EXPECT_EQ(seen[1], seen[2]);
  });
}

TEST(Future, CancelledGivesTheMessageToWhoeverAsks) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    EXPECT_TRUE(future.cancel("enough"));
    EXPECT_TRUE(future.done());
    EXPECT_TRUE(future.cancelled());
    EXPECT_FALSE(future.cancel("again"));
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { static_cast<void>(future.result()); }), "enough");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { static_cast<void>(future.exception()); }), "enough");
    EXPECT_THROW(future.set_result(1), asyncio::InvalidStateError);
  });
}

TEST(Future, HandsAMoveOnlyResultToWhoeverTakesIt) {
  asyncio::run([] {
    asyncio::Future<std::unique_ptr<int>> future;
    asyncio::get_running_loop().call_soon([future] { future.set_result(std::make_unique<int>(7)); });
    const std::unique_ptr<int> taken = asyncio::await(std::move(future));
    EXPECT_EQ(*taken, 7);
  });
}

TEST(Future, KeepsItsResultWhileOthersHoldIt) {
  asyncio::run([] {
    asyncio::Future<std::string> future;
    const auto other = future;
    future.set_result("a text that is too long to be stored in place");
    EXPECT_EQ(asyncio::await(std::move(future)), other.result());
    EXPECT_EQ(other.result(), "a text that is too long to be stored in place");
  });
}

TEST(Future, DoesNotLetOthersRunWhenItIsDone) {
  asyncio::run([] {
    bool other_ran = false;
    const auto other = asyncio::create_task([&] { other_ran = true; });
    const asyncio::Future<int> future;
    future.set_result(1);
    asyncio::await(future);
    EXPECT_FALSE(other_ran);
    asyncio::await(other);
    EXPECT_TRUE(other_ran);
  });
}

TEST(Future, WakesThoseWhoWaitInOrder) {
  asyncio::run([] {
    std::string log;
    const asyncio::Future<int> future;
    std::vector<asyncio::Task<>> tasks;
    for (const char name : {'a', 'b', 'c'}) {
      tasks.push_back(asyncio::create_task([&log, &future, name] {
        asyncio::await(future);
        log += name;
      }));
    }
    asyncio::sleep(0s);
    future.set_result(1);
    EXPECT_EQ(log, "");
    asyncio::sleep(0s);
    EXPECT_EQ(log, "abc");
  });
}

TEST(Future, CallsItsCallbacksFromTheLoopInOrder) {
  asyncio::run([] {
    std::string log;
    const asyncio::Future<int> future;
    future.add_done_callback([&](const asyncio::Future<int>& done) { log += "a" + std::to_string(done.result()); });
    future.add_done_callback([&](const asyncio::Future<int>&) { log += "b"; });
    future.set_result(1);
    EXPECT_EQ(log, "");
    asyncio::sleep(0s);
    EXPECT_EQ(log, "a1b");
  });
}

TEST(Future, CallsACallbackThatCameLate) {
  asyncio::run([] {
    bool called = false;
    const asyncio::Future<int> future;
    future.set_result(1);
    future.add_done_callback([&](const asyncio::Future<int>&) { called = true; });
    EXPECT_FALSE(called);
    asyncio::sleep(0s);
    EXPECT_TRUE(called);
  });
}

TEST(Future, DoesNotCallACallbackThatWasCancelled) {
  asyncio::run([] {
    std::string log;
    const asyncio::Future<int> future;
    auto before = future.add_done_callback([&](const asyncio::Future<int>&) { log += "before"; });
    auto after = future.add_done_callback([&](const asyncio::Future<int>&) { log += "after"; });
    future.add_done_callback([&](const asyncio::Future<int>&) { log += "kept"; });
    before.cancel();
    future.set_result(1);
    after.cancel();
    asyncio::sleep(0s);
    EXPECT_EQ(log, "kept");
  });
}

TEST(Future, GoesOnToTheNextCallbackWhenOneThrows) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    bool called = false;
    const asyncio::Future<int> future;
    future.add_done_callback([](const asyncio::Future<int>&) { throw std::runtime_error("first"); });
    future.add_done_callback([&](const asyncio::Future<int>&) { called = true; });
    future.set_result(1);
    asyncio::sleep(0s);
    EXPECT_TRUE(called);
    EXPECT_EQ(Reports::text(), "Exception in callback: std::runtime_error: first\n");
  });
}

TEST(Future, ReportsAnExceptionThatNobodyLooksAt) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    {
      const asyncio::Future<int> future;
      future.set_exception(std::runtime_error("lost"));
      asyncio::sleep(0s);
      EXPECT_EQ(Reports::text(), "");
    }
    EXPECT_EQ(Reports::text(), "Future exception was never retrieved: std::runtime_error: lost\n");
  });
}

TEST(Future, DoesNotReportAnExceptionThatSomeoneLookedAt) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    {
      const asyncio::Future<int> looked_at;
      looked_at.set_exception(std::runtime_error("seen"));
      EXPECT_NE(looked_at.exception(), nullptr);
      const asyncio::Future<int> thrown;
      thrown.set_exception(std::runtime_error("caught"));
      EXPECT_THROW(asyncio::await(thrown), std::runtime_error);
      const asyncio::Future<int> cancelled;
      cancelled.cancel();
    }
    EXPECT_EQ(Reports::text(), "");
  });
}

TEST(Future, IsNotAwaitedOutsideATask) {
  auto loop = asyncio::new_event_loop();
  const auto future = loop.create_future<int>();
  const std::string outside =
      "waiting for a future outside a task: call it in a function that asyncio::run or create_task runs";
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { asyncio::await(future); }), outside);
  std::string in_callback;
  loop.call_soon([&] { in_callback = message_of<asyncio::RuntimeError>([&] { asyncio::await(future); }); });
  loop.stop();
  loop.run_forever();
  EXPECT_EQ(in_callback, outside);
  loop.close();
}

TEST(Future, IsReadOutsideATaskWhenItIsDone) {
  auto loop = asyncio::new_event_loop();
  const auto future = loop.create_future<int>();
  future.set_result(5);
  EXPECT_EQ(asyncio::await(future), 5);
  loop.close();
}

TEST(Future, IsNotAwaitedFromAnotherLoop) {
  auto other = asyncio::new_event_loop();
  asyncio::run([&] {
    const auto future = other.create_future<int>();
    const auto task = asyncio::create_task([&] { asyncio::await(future); }, "stranger");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { asyncio::await(task); }),
              "stranger waits for a future that belongs to a different loop");
    EXPECT_EQ(future.get_loop(), other);
  });
  other.close();
}

TEST(Future, IsNotMadeWithoutALoop) {
  EXPECT_EQ(message_of<asyncio::RuntimeError>([] { const asyncio::Future<int> future; }), "no running event loop");
}

TEST(Future, OutlivesItsLoop) {
  auto loop = asyncio::new_event_loop();
  const auto future = loop.create_future<std::string>();
  bool called = false;
  future.add_done_callback([&](const asyncio::Future<std::string>&) { called = true; });
  loop.close();
  future.set_result("still");
  EXPECT_EQ(future.result(), "still");
  EXPECT_FALSE(called);
}

TEST(Future, IsEqualToItsCopies) {
  asyncio::run([] {
    const asyncio::Future<int> a;
    const asyncio::Future<int> b;
    const auto copy = a;
    EXPECT_EQ(a, copy);
    EXPECT_NE(a, b);
  });
}

TEST(Future, DoesNotReportAnExceptionWhenItWasCancelledAfterwards) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    {
      const asyncio::Future<int> future;
      future.set_exception(std::runtime_error("lost"));
      EXPECT_FALSE(future.cancel());
    }
    EXPECT_EQ(Reports::text(), "");
  });
}

}  // namespace
