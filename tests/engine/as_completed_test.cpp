#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <functional>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

auto after(asyncio::Duration delay, std::string name) {
  return [=] {
    asyncio::sleep(delay);
    if (name == "bad") throw std::runtime_error(name);
    return name;
  };
}

TEST(AsCompleted, GivesResultsInTheOrderInWhichTheyCome) {
  asyncio::run([] {
    std::string log;
    for (auto next : asyncio::as_completed(after(3s, "c"), after(1s, "a"), after(2s, "b"))) {
      log += asyncio::await(next) + std::to_string(static_cast<int>(asyncio::get_running_loop().time())) + " ";
    }
    EXPECT_EQ(log, "a1 b2 c3 ");
  });
}

TEST(AsCompleted, ThrowsAtItsItemAndTimesOutForWhatIsLeft) {
  asyncio::run([] {
    std::vector<asyncio::Task<std::string>> tasks;
    for (const auto& [name, delay] : {std::pair("c", 3s), {"a", 1s}, {"bad", 2s}, {"late", 9s}, {"later", 10s}}) {
      tasks.push_back(asyncio::create_task(after(delay, name)));
    }
    std::string log;
    for (auto next : asyncio::as_completed(tasks, 5s)) {
      try {
        log += asyncio::await(next) + " ";
      } catch (const asyncio::TimeoutError&) {
        log += "TimeoutError ";
      } catch (const std::runtime_error& error) {
        log += std::string("raised ") + error.what() + " ";
      }
    }
    EXPECT_EQ(log, "a raised bad c TimeoutError TimeoutError ");
    EXPECT_EQ(asyncio::get_running_loop().time(), 5);
    EXPECT_EQ(asyncio::await(tasks[3]), "late");
    EXPECT_EQ(asyncio::await(tasks[4]), "later");
  });
}

TEST(AsCompleted, DoesNotWaitWhenItIsGoneThrough) {
  asyncio::run([] {
    std::vector<asyncio::Completion<asyncio::Task<std::string>>> items;
    for (auto next : asyncio::as_completed(after(2s, "b"), after(1s, "a"))) items.push_back(std::move(next));
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(asyncio::get_running_loop().time(), 0);
    EXPECT_EQ(asyncio::await(items[1]), "a");
    EXPECT_EQ(asyncio::await(items[0]), "b");
  });
}

TEST(AsCompleted, TellsWhichTaskIsDone) {
  asyncio::run([] {
    const std::vector tasks{asyncio::create_task(after(2s, "bad"), "first"),
                            asyncio::create_task(after(1s, "x"), "second")};
    std::string log;
    for (auto next : asyncio::as_completed(tasks)) {
      const asyncio::Task<std::string> task = next.which();
      EXPECT_TRUE(task == tasks[0] || task == tasks[1]);
      EXPECT_EQ(next.which(), task);
      log += task.get_name() + (task.exception() ? " failed " : " ");
    }
    EXPECT_EQ(log, "second first failed ");
  });
}

TEST(AsCompleted, TakesARangeOfFunctions) {
  asyncio::run([] {
    const std::vector<std::function<int()>> functions{[] { return asyncio::sleep(2s, 2); },
                                                      [] { return asyncio::sleep(1s, 1); }};
    std::vector<int> results;
    for (auto next : asyncio::as_completed(functions)) results.push_back(asyncio::await(next));
    EXPECT_EQ(results, (std::vector{1, 2}));
  });
}

TEST(AsCompleted, TakesFuturesBesideFunctions) {
  asyncio::run([] {
    const asyncio::Future<> future;
    asyncio::get_running_loop().call_later(1s, [&] { future.set_result(); });
    int count = 0;
    for (auto next : asyncio::as_completed(future, [] { asyncio::sleep(2s); })) {
      asyncio::await(next);
      EXPECT_EQ(asyncio::get_running_loop().time(), ++count);
    }
    EXPECT_EQ(count, 2);
  });
}

TEST(AsCompleted, CountsTheSameOneOnceAndNothingNotAtAll) {
  asyncio::run([] {
    const auto task = asyncio::create_task(after(1s, "a"));
    int count = 0;
    for (auto next : asyncio::as_completed(task, task)) {
      EXPECT_EQ(asyncio::await(next), "a");
      ++count;
    }
    EXPECT_EQ(count, 1);
    for (auto next : asyncio::as_completed(std::vector<asyncio::Task<>>(), 1s)) asyncio::await(next);
  });
}

TEST(AsCompleted, ItemsAreFunctionsForTasks) {
  asyncio::run([] {
    const std::vector functions{after(2s, "b"), after(1s, "a")};
    std::vector<asyncio::Task<std::string>> tasks;
    for (auto next : asyncio::as_completed(functions)) tasks.push_back(asyncio::create_task(std::move(next)));
    EXPECT_EQ(asyncio::await(asyncio::gather(tasks)), (std::vector<std::string>{"a", "b"}));
    auto one = asyncio::as_completed(after(1h, "never"));
    EXPECT_THROW(asyncio::wait_for(*one.begin(), 1s), asyncio::TimeoutError);
  });
}

TEST(AsCompleted, AnItemIsLeftForTheNextWhenItsWaiterIsCancelled) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    auto items = asyncio::as_completed(future);
    auto first = *items.begin();
    const auto cancelled = asyncio::create_task([&] { return asyncio::await(first); });
    auto second = *items.begin();
    const auto other = asyncio::create_task([&] { return asyncio::await(second); });
    asyncio::sleep(1s);
    future.set_result(7);
    asyncio::get_running_loop().call_soon([&] { cancelled.cancel(); });
    EXPECT_EQ(asyncio::await(other), 7);
    EXPECT_TRUE(cancelled.cancelled());
  });
}

TEST(AsCompleted, AnItemMayBeWaitedForAgainAfterACancel) {
  asyncio::run([] {
    auto items = asyncio::as_completed(after(5s, "a"));
    auto next = *items.begin();
    EXPECT_THROW(asyncio::timeout(1s, [&] { asyncio::await(next); }), asyncio::TimeoutError);
    EXPECT_EQ(asyncio::await(next), "a");
  });
}

TEST(AsCompleted, MovesWhatCanOnlyBeMoved) {
  asyncio::run([] {
    auto items = asyncio::as_completed([] { return std::make_unique<int>(5); });
    const std::unique_ptr<int> result = asyncio::await(*items.begin());
    EXPECT_EQ(*result, 5);
  });
}

TEST(AsCompleted, DroppedLetsItsFuturesGoOn) {
  asyncio::run([] {
    const auto task = asyncio::create_task(after(2s, "a"));
    static_cast<void>(asyncio::as_completed(task, after(1s, "b")));
    EXPECT_EQ(asyncio::await(task), "a");
  });
}

TEST(AsCompleted, LeavesNothingWithFuturesThatLiveOn) {
  asyncio::run([] {
    const asyncio::Future<> stop;
    static_cast<void>(asyncio::as_completed(stop));
    EXPECT_FALSE(stop.state()->has_callbacks()) << "dropped";
    auto late = asyncio::as_completed(std::vector{stop}, 1s);
    EXPECT_THROW(asyncio::await(*late.begin()), asyncio::TimeoutError);
    EXPECT_FALSE(stop.state()->has_callbacks()) << "timed out";
  });
}

static_assert(std::input_iterator<asyncio::AsCompleted<asyncio::Task<int>>::Iterator>);
static_assert(std::ranges::input_range<asyncio::AsCompleted<asyncio::Task<int>>>);

TEST(AsCompleted, RefusesAFutureOfAnotherLoop) {
  asyncio::EventLoop other = asyncio::new_event_loop();
  const auto future = other.create_future<int>();
  asyncio::run([&] {
    EXPECT_THROW(static_cast<void>(asyncio::as_completed(future)), asyncio::ValueError);
    EXPECT_THROW(static_cast<void>(asyncio::as_completed(std::vector{future})), asyncio::ValueError);
  });
}

}  // namespace
