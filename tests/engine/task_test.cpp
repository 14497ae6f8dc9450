#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../support/reports.hpp"
#include "core/fiber.hpp"

namespace {

using asyncio::core::FiberPool;
using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

TEST(Task, StartsOnlyWhenItsCreatorWaits) {
  asyncio::run([] {
    bool started = false;
    const auto task = asyncio::create_task([&] { started = true; });
    EXPECT_FALSE(started);
    EXPECT_FALSE(task.done());
    asyncio::sleep(0s);
    EXPECT_TRUE(started);
    EXPECT_TRUE(task.done());
  });
}

TEST(Task, StartsInOrderOfCreation) {
  asyncio::run([] {
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    for (const char name : {'a', 'b', 'c', 'd'}) tasks.push_back(asyncio::create_task([&log, name] { log += name; }));
    asyncio::await(tasks.back());
    EXPECT_EQ(log, "abcd");
  });
}

TEST(Task, CallsAFunctionThatWaitsInPlace) {
  asyncio::run([] {
    std::string log;
    const auto other = asyncio::create_task([&] { log += "other "; });
    const auto waits = [&] {
      log += "before ";
      asyncio::sleep(0s);
      log += "after ";
    };
    waits();
    EXPECT_EQ(log, "before other after ");
  });
}

TEST(Task, HasItsFunctionsResult) {
  asyncio::run([] {
    const auto number = asyncio::create_task([] { return 42; });
    EXPECT_EQ(asyncio::await(number), 42);
    EXPECT_EQ(number.result(), 42);
    const auto text = asyncio::create_task([] { return std::string("text"); });
    EXPECT_EQ(asyncio::await(text), "text");
    const auto nothing = asyncio::create_task([] {});
    asyncio::await(nothing);
    nothing.result();
  });
}

TEST(Task, CopiesAResultThatItsFunctionReturnsByReference) {
  asyncio::run([] {
    std::string original = "original";
    const auto task = asyncio::create_task([&]() -> const std::string& { return original; });
    asyncio::await(task);
    original = "changed";
    EXPECT_EQ(task.result(), "original");
  });
}

TEST(Task, MayReturnWhatCanOnlyBeMoved) {
  asyncio::run([] {
    const std::unique_ptr<int> value = asyncio::await(asyncio::create_task([] {
      asyncio::sleep(1s);
      return std::make_unique<int>(3);
    }));
    EXPECT_EQ(*value, 3);
  });
}

TEST(Task, MayRunAFunctionThatCanOnlyBeMoved) {
  asyncio::run([] {
    auto task = asyncio::create_task([value = std::make_unique<int>(9)] { return *value; });
    EXPECT_EQ(asyncio::await(task), 9);
  });
}

TEST(Task, IsAsAlignedAsWhatItsFunctionHolds) {
  struct alignas(256) Wide {
    int number = 0;
  };
  asyncio::run([] {
    // Several, as the first might be where it should be by chance.
    for (int i = 0; i != 10; ++i) {
      const auto task = asyncio::create_task([wide = Wide{i}] {
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&wide) % alignof(Wide), 0U);
        return wide;
      });
      const Wide& result = asyncio::await(task);
      EXPECT_EQ(result.number, i);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&result) % alignof(Wide), 0U);
    }
  });
}

TEST(Task, ThrowsTheSameExceptionObjectToAllWhoAwaitIt) {
  asyncio::run([] {
    std::vector<const void*> seen;
    const auto failing = asyncio::create_task([] { throw std::runtime_error("failed"); });
    const auto watch = [&] {
      try {
        asyncio::await(failing);
      } catch (const std::runtime_error& error) {
        seen.push_back(&error);
      }
    };
    asyncio::await(asyncio::gather(watch, watch));
    watch();
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_EQ(seen[0], seen[1]);
    EXPECT_EQ(seen[1], seen[2]);
  });
}

TEST(Task, PassesExceptionsOutwardsThroughTasksAndDestructors) {
  std::string log;
  const struct Leaves {
    std::string& log;
    std::string name;
    ~Leaves() { log += name + " "; }
  } outermost{log, "test"};
  const auto message = message_of<std::runtime_error>([&] {
    asyncio::run([&] {
      const Leaves main{log, "main"};
      asyncio::await(asyncio::create_task([&] {
        const Leaves middle{log, "middle"};
        asyncio::await(asyncio::create_task([&] {
          const Leaves inner{log, "inner"};
          asyncio::sleep(1s);
          throw std::runtime_error("deep");
        }));
      }));
    });
  });
  EXPECT_EQ(message, "deep");
  EXPECT_EQ(log, "inner middle main ");
}

TEST(Task, RunsOnWhenItsHandleIsDropped) {
  asyncio::run([] {
    bool ended = false;
    asyncio::create_task([&] {
      asyncio::sleep(1s);
      ended = true;
    });
    asyncio::sleep(2s);
    EXPECT_TRUE(ended);
  });
}

TEST(Task, DestroysItsFunctionWhenItEnds) {
  asyncio::run([] {
    auto held = std::make_shared<int>(1);
    const auto task = asyncio::create_task([held] { asyncio::sleep(0s); });
    EXPECT_EQ(held.use_count(), 2);
    asyncio::await(task);
    EXPECT_EQ(held.use_count(), 1);
  });
}

TEST(Task, MayHoldItself) {
  asyncio::run([] {
    const auto itself = std::make_shared<std::vector<asyncio::Task<>>>();
    itself->push_back(asyncio::create_task([itself] { asyncio::sleep(1s); }));
    asyncio::sleep(2s);
    EXPECT_EQ(itself.use_count(), 1);
  });
}

TEST(Task, ReportsAnExceptionThatNobodyLooksAt) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    asyncio::create_task([] { throw std::runtime_error("unseen"); }, "loner");
    asyncio::sleep(0s);
    EXPECT_EQ(Reports::text(), "Task exception was never retrieved: std::runtime_error: unseen\n");
  });
}

TEST(Task, DoesNotReportAnExceptionWhenItWasCancelledAfterwards) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    {
      const auto task = asyncio::create_task([] { throw std::runtime_error("unseen"); });
      asyncio::sleep(0s);
      EXPECT_FALSE(task.cancel());
    }
    EXPECT_EQ(Reports::text(), "");
  });
}

TEST(Task, TellsTheExceptionHandlerItsNameApartFromTheMessage) {
  std::string name;
  asyncio::run([&] {
    asyncio::get_running_loop().set_exception_handler(
        [&](asyncio::EventLoop&, const asyncio::ExceptionContext& context) { name = context.future; });
    asyncio::create_task([] { throw std::runtime_error("unseen"); }, "loner");
    asyncio::sleep(0s);
  });
  EXPECT_EQ(name, "loner");
}

TEST(Task, IsCompletedByNobodyElse) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      asyncio::sleep(1s);
      return 1;
    });
    const asyncio::Future<int> as_future = task;
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { task.set_result(2); }),
              "Task does not support set_result operation");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { as_future.set_exception(std::runtime_error("no")); }),
              "Task does not support set_exception operation");
    EXPECT_EQ(asyncio::await(task), 1);
  });
}

TEST(Task, DoesNotAwaitItself) {
  asyncio::run([] {
    std::vector<asyncio::Task<>> self;
    self.push_back(asyncio::create_task([&] { asyncio::await(self.front()); }, "narcissus"));
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { asyncio::await(self.front()); }),
              "Task cannot await on itself: narcissus");
  });
}

TEST(Task, DoesNotAwaitWhoAwaitsIt) {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    tasks.push_back(asyncio::create_task([&] { asyncio::await(tasks[1]); }, "a"));
    tasks.push_back(asyncio::create_task([&] { asyncio::await(tasks[2]); }, "b"));
    tasks.push_back(asyncio::create_task([&] { asyncio::await(tasks[0]); }, "c"));
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { asyncio::await(tasks[0]); }),
              "c would wait for itself: c waits for a, which waits for b, which waits for c");
  });
}

TEST(Task, IsNumberedWhereItHasNoName) {
  asyncio::run([] {
    const auto first = asyncio::create_task([] {});
    const auto named = asyncio::create_task([] {}, "named");
    const auto second = asyncio::create_task([] {});
    ASSERT_EQ(first.get_name().substr(0, 5), "Task-");
    EXPECT_EQ(named.get_name(), "named");
    EXPECT_EQ(std::stoi(second.get_name().substr(5)), std::stoi(first.get_name().substr(5)) + 1);
    second.set_name("renamed");
    EXPECT_EQ(second.get_name(), "renamed");
  });
}

TEST(Task, IsTheCurrentOneWhileItRuns) {
  asyncio::run([] {
    const auto main = asyncio::current_task();
    ASSERT_TRUE(main.has_value());
    const auto other = asyncio::create_task(
        [&] {
          EXPECT_FALSE(asyncio::current_task() == main);
          asyncio::sleep(1s);
          EXPECT_EQ(asyncio::current_task()->get_name(), "other");
        },
        "other");
    bool none_in_callback = false;
    asyncio::get_running_loop().call_soon([&] { none_in_callback = !asyncio::current_task().has_value(); });
    asyncio::await(other);
    EXPECT_TRUE(none_in_callback);
    EXPECT_TRUE(asyncio::current_task() == main);
  });
  EXPECT_THROW(static_cast<void>(asyncio::current_task()), asyncio::RuntimeError);
}

TEST(Task, IsListedUntilItIsDone) {
  asyncio::run([] {
    const auto names = [] {
      std::string all;
      for (const auto& task : asyncio::all_tasks()) all += task.get_name() + " ";
      return all;
    };
    asyncio::current_task()->set_name("main");
    const auto brief = asyncio::create_task([] {}, "brief");
    const auto longer = asyncio::create_task([] { asyncio::sleep(1s); }, "longer");
    EXPECT_EQ(names(), "main brief longer ");
    asyncio::sleep(0s);
    EXPECT_EQ(names(), "main longer ");
    asyncio::await(longer);
    EXPECT_EQ(names(), "main ");
  });
  EXPECT_THROW(static_cast<void>(asyncio::all_tasks()), asyncio::RuntimeError);
}

TEST(Task, IsNotMadeWithoutALoop) {
  EXPECT_EQ(message_of<asyncio::RuntimeError>([] { asyncio::create_task([] {}); }), "no running event loop");
}

TEST(Task, NeedsNoStackOfItsOwnUnlessItWaits) {
  asyncio::run([] {
    asyncio::sleep(0s);
    const auto before = FiberPool::current().size();
    std::size_t ran = 0;
    for (int i = 0; i != 100'000; ++i) asyncio::create_task([&] { ++ran; });
    asyncio::sleep(0s);
    EXPECT_EQ(ran, 100'000U);
    EXPECT_LE(FiberPool::current().size(), before + 1);
  });
}

TEST(Task, LeavesItsStackToTheNext) {
  asyncio::run([] {
    const auto wave = [] {
      std::vector<asyncio::Task<>> tasks;
      for (int i = 0; i != 50; ++i) tasks.push_back(asyncio::create_task([] { asyncio::sleep(1s); }));
      asyncio::await(asyncio::gather(tasks));
    };
    wave();
    const auto before = FiberPool::current().size();
    for (int i = 0; i != 20; ++i) wave();
    EXPECT_EQ(FiberPool::current().size(), before);
  });
}

TEST(Task, MayWaitInAChainOfAnyLength) {
  asyncio::run([] {
    constexpr int length = 2'000;
    std::vector<asyncio::Task<int>> tasks;
    const asyncio::Future<> gate;
    tasks.push_back(asyncio::create_task([&] {
      asyncio::await(gate);
      return 0;
    }));
    for (int i = 1; i != length; ++i) {
      tasks.push_back(asyncio::create_task([before = tasks.back()] { return asyncio::await(before) + 1; }));
    }
    asyncio::sleep(0s);
    gate.set_result();
    EXPECT_EQ(asyncio::await(tasks.back()), length - 1);
  });
}

TEST(EnsureFuture, MakesATaskOfAFunctionAndLeavesAFutureAsItIs) {
  asyncio::run([] {
    const asyncio::Task<int> task = asyncio::ensure_future([] { return asyncio::sleep(1s, 1); });
    EXPECT_EQ(asyncio::ensure_future(task), task);
    const asyncio::Future<int> future;
    EXPECT_EQ(asyncio::ensure_future(future, asyncio::get_running_loop()), future);
    EXPECT_EQ(asyncio::await(task), 1);
  });
}

TEST(EnsureFuture, RefusesAFutureOfAnotherLoop) {
  asyncio::EventLoop loop = asyncio::new_event_loop();
  asyncio::EventLoop other = asyncio::new_event_loop();
  const auto future = loop.create_future<int>();
  EXPECT_EQ(message_of<asyncio::ValueError>([&] { asyncio::ensure_future(future, other); }),
            "The future belongs to a different loop than the one specified as the loop argument");
  EXPECT_THROW(asyncio::ensure_future([] {}), asyncio::RuntimeError);
  EXPECT_EQ(other.run_until_complete(asyncio::ensure_future([] { return 2; }, other)), 2);
}

TEST(CurrentTask, AndAllTasksAreThoseOfALoopThatIsGiven) {
  asyncio::EventLoop other = asyncio::new_event_loop();
  const auto waiting = other.create_task([] { asyncio::sleep(1s); }, "waiting");
  asyncio::run([&] {
    const asyncio::EventLoop loop = asyncio::get_running_loop();
    EXPECT_EQ(asyncio::current_task(loop), asyncio::current_task());
    EXPECT_EQ(asyncio::current_task(other), std::nullopt);
    EXPECT_EQ(asyncio::all_tasks(loop).size(), 1U);
    ASSERT_EQ(asyncio::all_tasks(other).size(), 1U);
    EXPECT_EQ(asyncio::all_tasks(other).front().get_name(), "waiting");
  });
  other.run_until_complete(waiting);
  EXPECT_TRUE(asyncio::all_tasks(other).empty());
}

}  // namespace
