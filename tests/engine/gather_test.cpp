#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

/// A function that sleeps and then returns `value`.
template <class T>
auto after(asyncio::Duration delay, T value) {
  return [delay, value = std::move(value)] { return asyncio::sleep(delay, value); };
}

template <class Error>
auto failing_after(asyncio::Duration delay, const char* message) {
  return [=]() -> int {
    asyncio::sleep(delay);
    throw Error(message);
  };
}

TEST(Gather, GivesResultsInTheOrderOfItsArguments) {
  asyncio::run([] {
    const auto started = asyncio::get_running_loop().time();
    const auto [text, number, real] =
        asyncio::await(asyncio::gather(after(3s, std::string("slow")), after(1s, 1), after(2s, 2.5)));
    EXPECT_EQ(text, "slow");
    EXPECT_EQ(number, 1);
    EXPECT_EQ(real, 2.5);
    EXPECT_EQ(asyncio::get_running_loop().time() - started, 3);
  });
}

TEST(Gather, StartsItsFunctionsInOrder) {
  asyncio::run([] {
    std::string log;
    asyncio::await(asyncio::gather([&] { log += "a"; }, [&] { log += "b"; }, [&] { log += "c"; }));
    EXPECT_EQ(log, "abc");
  });
}

TEST(Gather, MakesNoneOfNothing) {
  asyncio::run([] {
    const auto results = asyncio::await(asyncio::gather([] {}, [] { return 1; }));
    static_assert(std::is_same_v<decltype(results), const std::tuple<asyncio::None, int>>);
    EXPECT_EQ(std::get<1>(results), 1);
  });
}

TEST(Gather, TakesFuturesAndTasksAsTheyAre) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    future.set_result(1);
    const auto task = asyncio::create_task(after(1s, 2));
    const auto [a, b, c] = asyncio::await(asyncio::gather(future, task, after(0s, 3)));
    EXPECT_EQ(a, 1);
    EXPECT_EQ(b, 2);
    EXPECT_EQ(c, 3);
  });
}

TEST(Gather, TakesTheSameOneTwice) {
  asyncio::run([] {
    const auto task = asyncio::create_task(after(1s, 7));
    const auto [a, b] = asyncio::await(asyncio::gather(task, task));
    EXPECT_EQ(a, 7);
    EXPECT_EQ(b, 7);
  });
}

TEST(Gather, OfNothingIsDoneAtOnce) {
  asyncio::run([] {
    const auto nothing = asyncio::gather();
    EXPECT_TRUE(nothing.done());
    EXPECT_TRUE(asyncio::await(asyncio::gather(std::vector<asyncio::Task<int>>())).empty());
  });
}

TEST(Gather, TakesARangeOfFunctions) {
  asyncio::run([] {
    std::vector<std::function<int()>> functions;
    for (int i = 0; i != 10; ++i) functions.emplace_back(after(asyncio::Duration(10 - i), i));
    const auto results = asyncio::await(asyncio::gather(functions));
    EXPECT_EQ(results, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    EXPECT_EQ(asyncio::await(asyncio::gather(std::vector<std::function<int()>>{after(1s, 1)})).front(), 1);
  });
}

TEST(Gather, TakesARangeOfTasks) {
  asyncio::run([] {
    const std::vector tasks{asyncio::create_task(after(2s, 1)), asyncio::create_task(after(1s, 2))};
    EXPECT_EQ(asyncio::await(asyncio::gather(tasks)), (std::vector<int>{1, 2}));
  });
}

TEST(Gather, MovesWhatCanOnlyBeMoved) {
  asyncio::run([] {
    const auto make = [](int value) { return [value] { return std::make_unique<int>(value); }; };
    const auto [a, b] = asyncio::await(asyncio::gather(make(1), make(2)));
    EXPECT_EQ(*a, 1);
    EXPECT_EQ(*b, 2);
    const std::vector functions{make(3), make(4)};
    const auto results = asyncio::await(asyncio::gather(functions));
    EXPECT_EQ(*results[1], 4);
  });
}

TEST(Gather, ThrowsTheFirstExceptionAtOnceAndLetsTheOthersGoOn) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    const Reports reports(loop);
    const auto started = loop.time();
    const auto slow = asyncio::create_task(after(5s, 1));
    EXPECT_EQ(message_of<std::runtime_error>([&] {
                asyncio::await(asyncio::gather(slow, failing_after<std::runtime_error>(2s, "second"),
                                               failing_after<std::runtime_error>(1s, "first")));
              }),
              "first");
    EXPECT_EQ(loop.time() - started, 1);
    EXPECT_FALSE(slow.done());
    EXPECT_EQ(asyncio::await(slow), 1);
    EXPECT_EQ(loop.time() - started, 5);
  });
}

TEST(Gather, KeepsLaterFailuresToItself) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    {
      const auto all = asyncio::gather(failing_after<std::runtime_error>(1s, "first"),
                                       failing_after<std::logic_error>(2s, "second"));
      EXPECT_THROW(asyncio::await(all), std::runtime_error);
      asyncio::sleep(5s);
    }
    EXPECT_EQ(Reports::text(), "");
  });
}

TEST(Gather, KeepsLaterFailuresToItselfThoughNobodyHoldsIt) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    asyncio::Future<int> future;
    EXPECT_THROW(asyncio::await(asyncio::gather(failing_after<std::runtime_error>(1s, "first"),
                                                failing_after<std::logic_error>(2s, "second"), future)),
                 std::runtime_error);
    asyncio::sleep(5s);
    future.set_exception(std::runtime_error("third"));
    asyncio::sleep(0s);
    future = asyncio::Future<int>();
    EXPECT_EQ(Reports::text(), "");
  });
}

TEST(Gather, DroppedReportsItsFirstFailureOnly) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    static_cast<void>(
        asyncio::gather(failing_after<std::runtime_error>(1s, "first"), failing_after<std::logic_error>(2s, "second")));
    asyncio::sleep(5s);
    ASSERT_EQ(Reports::lines.size(), 1U) << Reports::text();
    EXPECT_NE(Reports::text().find("std::runtime_error: first"), std::string::npos) << Reports::text();
  });
}

TEST(Gather, DroppedWithFuturesThatNobodyCompletesLeavesNothingBehind) {
  asyncio::run([] { static_cast<void>(asyncio::gather(asyncio::Future<int>(), asyncio::Future<>())); });
}

TEST(Gather, NestsInGatherings) {
  asyncio::run([] {
    const auto [pair, last] =
        asyncio::await(asyncio::gather(asyncio::gather(after(1s, 1), after(2s, 2)), after(3s, 3)));
    EXPECT_EQ(pair, std::tuple(1, 2));
    EXPECT_EQ(last, 3);
    const auto child = asyncio::create_task(after(1h, 1));
    const auto waiting =
        asyncio::create_task([&] { asyncio::await(asyncio::gather(asyncio::gather(child), asyncio::gather(child))); });
    asyncio::sleep(1s);
    waiting.cancel();
    EXPECT_THROW(asyncio::await(waiting), asyncio::CancelledError);
    EXPECT_TRUE(child.cancelled());
  });
}

TEST(Gather, IsNeverCancelledItselfButHoldsACancelledError) {
  // As CPython has it (gh-85071).
  asyncio::run([] {
    const auto all = asyncio::gather(after(1h, 1));
    asyncio::sleep(1s);
    all.cancel("stop");
    EXPECT_THROW(asyncio::await(all), asyncio::CancelledError);
    EXPECT_FALSE(all.cancelled());
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { std::rethrow_exception(all.exception()); }), "stop");
  });
}

TEST(Gather, ReturnsExceptionsWhenAsked) {
  asyncio::run([] {
    const auto cancelled = asyncio::create_task(after(1h, 0));
    asyncio::get_running_loop().call_later(2s, [&] { cancelled.cancel("gone"); });
    const auto [good, bad, gone] =
        asyncio::await(asyncio::gather(asyncio::return_exceptions, after(3s, std::string("good")),
                                       failing_after<std::runtime_error>(1s, "bad"), cancelled));
    EXPECT_EQ(good.value(), "good");
    ASSERT_FALSE(bad.has_value());
    EXPECT_EQ(message_of<std::runtime_error>([&] { std::rethrow_exception(bad.error()); }), "bad");
    ASSERT_FALSE(gone.has_value());
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { std::rethrow_exception(gone.error()); }), "gone");
  });
}

TEST(Gather, ReturnsExceptionsOfARange) {
  asyncio::run([] {
    const std::vector<std::function<int()>> functions{after(2s, 1), failing_after<std::runtime_error>(1s, "bad")};
    const auto results = asyncio::await(asyncio::gather(asyncio::return_exceptions, functions));
    ASSERT_EQ(results.size(), 2U);
    EXPECT_EQ(results[0].value(), 1);
    EXPECT_FALSE(results[1].has_value());
  });
}

TEST(Gather, PassesTheCancellationOfAChildOn) {
  asyncio::run([] {
    const auto child = asyncio::create_task(after(1h, 1));
    const auto sibling = asyncio::create_task(after(2s, 2));
    const auto all = asyncio::gather(child, sibling);
    asyncio::sleep(0s);
    child.cancel("only this one");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(all); }), "only this one");
    EXPECT_EQ(asyncio::await(sibling), 2);
  });
}

TEST(Gather, CancelledCancelsAllAndEndsWithTheFirstThatEnds) {
  asyncio::run([] {
    std::string log;
    const auto child = [&log](std::string name, asyncio::Duration clean_up) {
      return [&log, name, clean_up] {
        const auto message = message_of<asyncio::CancelledError>([] { asyncio::sleep(1h); });
        asyncio::sleep(clean_up);
        log += name + " ";
        throw asyncio::CancelledError(message);
      };
    };
    const auto waiting =
        asyncio::create_task([&] { asyncio::await(asyncio::gather(child("slow", 2s), child("quick", 1s))); });
    asyncio::sleep(0s);
    asyncio::sleep(0s);
    waiting.cancel("all of you");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(waiting); }), "all of you");
    EXPECT_EQ(log, "quick ");
    asyncio::sleep(5s);
    EXPECT_EQ(log, "quick slow ");
  });
}

TEST(Gather, CancelledIsCancelledEvenIfAllChildrenSwallowIt) {
  asyncio::run([] {
    const auto swallows = [] {
      EXPECT_THROW(asyncio::sleep(1h), asyncio::CancelledError);
      return 1;
    };
    const auto all = asyncio::gather(swallows, swallows);
    asyncio::sleep(0s);
    EXPECT_TRUE(all.cancel());
    EXPECT_THROW(asyncio::await(all), asyncio::CancelledError);
  });
}

TEST(Gather, CancelledIsNotHiddenByReturnedExceptions) {
  asyncio::run([] {
    const auto waiting = asyncio::create_task(
        [] { asyncio::await(asyncio::gather(asyncio::return_exceptions, after(1h, 1), after(1h, 2))); });
    asyncio::sleep(0s);
    asyncio::sleep(0s);
    waiting.cancel();
    EXPECT_THROW(asyncio::await(waiting), asyncio::CancelledError);
    EXPECT_TRUE(waiting.cancelled());
  });
}

TEST(Gather, IsNotCancelledOnceItIsDone) {
  asyncio::run([] {
    const auto all = asyncio::gather(after(0s, 1));
    asyncio::await(all);
    EXPECT_FALSE(all.cancel());
    EXPECT_FALSE(all.cancelled());
  });
}

TEST(Gather, DroppedLetsItsChildrenRunOn) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    int ended = 0;
    static_cast<void>(asyncio::gather(
        [&] {
          asyncio::sleep(1s);
          ++ended;
        },
        [&] {
          asyncio::sleep(2s);
          ++ended;
        }));
    asyncio::sleep(3s);
    EXPECT_EQ(ended, 2);
    EXPECT_EQ(Reports::text(), "");
  });
}

TEST(Gather, DroppedByItsCancelledWaiterMayStillHaveRunningChildren) {
  asyncio::run([] {
    const auto stubborn = asyncio::create_task([] {
      EXPECT_THROW(asyncio::sleep(1h), asyncio::CancelledError);
      asyncio::sleep(1s);
      return 1;
    });
    const auto waiting = asyncio::create_task([&] { asyncio::await(asyncio::gather(stubborn, after(1h, 1))); });
    asyncio::sleep(0s);
    asyncio::sleep(0s);
    waiting.cancel();
    EXPECT_THROW(asyncio::await(waiting), asyncio::CancelledError);
    EXPECT_EQ(asyncio::await(stubborn), 1);
  });
}

TEST(Gather, MayBeAwaitedByMany) {
  asyncio::run([] {
    const auto all = asyncio::gather(after(1s, 1), after(2s, 2));
    const auto sum = [&] {
      const auto& [a, b] = asyncio::await(all);
      return a + b;
    };
    const auto [x, y] = asyncio::await(asyncio::gather(sum, sum));
    EXPECT_EQ(x + y, 6);
  });
}

TEST(Gather, HoldsThousands) {
  asyncio::run([] {
    std::vector<std::function<int()>> functions;
    for (int i = 0; i != 1'000; ++i) functions.emplace_back(after(asyncio::Duration((i * 7919) % 1'000), i));
    const auto results = asyncio::await(asyncio::gather(functions));
    ASSERT_EQ(results.size(), 1'000U);
    for (int i = 0; i != 1'000; ++i) ASSERT_EQ(results[static_cast<std::size_t>(i)], i);
  });
}

TEST(Gather, IsNotMadeWithoutALoop) {
  EXPECT_THROW(static_cast<void>(asyncio::gather([] {})), asyncio::RuntimeError);
}

TEST(Gather, OfAHundredThousandKeepsTheirOrder) {
  asyncio::run([] {
    constexpr int count = 100'000;
    std::vector<asyncio::Task<int>> tasks;
    tasks.reserve(count);
    for (int i = 0; i != count; ++i) tasks.push_back(asyncio::create_task([i] { return i; }));
    const std::vector<int> all = asyncio::await(asyncio::gather(tasks));
    ASSERT_EQ(all.size(), std::size_t{count});
    for (int i = 0; i != count; ++i) ASSERT_EQ(all[static_cast<std::size_t>(i)], i);
  });
}

TEST(Gather, ReportsAnExceptionAlsoWhenItWasCancelledAfterwards) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    {
      const auto all = asyncio::gather(failing_after<std::runtime_error>(0s, "lost"));
      asyncio::sleep(1s);
      EXPECT_FALSE(all.cancel());
    }
    EXPECT_EQ(Reports::text(), "_GatheringFuture exception was never retrieved: std::runtime_error: lost\n");
  });
}

TEST(Gather, OfFuturesBelongsToTheirLoopWhereNoneRuns) {
  asyncio::EventLoop loop = asyncio::new_event_loop();
  const auto a = loop.create_future<int>();
  const auto b = loop.create_future<int>();
  auto both = asyncio::gather(a, b);
  EXPECT_EQ(both.get_loop(), loop);
  // A function that follows becomes a task of that loop.
  auto mixed = asyncio::gather(a, [] { return 3; });
  auto listed = asyncio::gather(std::vector{a, b});
  a.set_result(1);
  b.set_result(2);
  EXPECT_EQ(loop.run_until_complete(both), (std::tuple{1, 2}));
  EXPECT_EQ(loop.run_until_complete(mixed), (std::tuple{1, 3}));
  EXPECT_EQ(loop.run_until_complete(listed), (std::vector{1, 2}));
}

TEST(Gather, RefusesFuturesOfTwoLoops) {
  asyncio::EventLoop loop = asyncio::new_event_loop();
  asyncio::EventLoop other = asyncio::new_event_loop();
  const auto mine = loop.create_future<int>();
  const auto others = other.create_future<int>();
  const char* const message = "The future belongs to a different loop than the one specified as the loop argument";
  EXPECT_EQ(message_of<asyncio::ValueError>([&] { static_cast<void>(asyncio::gather(mine, others)); }), message);
  EXPECT_EQ(message_of<asyncio::ValueError>([&] { static_cast<void>(asyncio::gather(std::vector{mine, others})); }),
            message);
  bool started = false;
  loop.run_until_complete([&] {
    EXPECT_THROW(static_cast<void>(asyncio::gather(after(0s, 1), others, [&] { started = true; })),
                 asyncio::ValueError);
    asyncio::sleep(1s);
  });
  EXPECT_FALSE(started);
}

}  // namespace
