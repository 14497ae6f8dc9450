#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

auto job(asyncio::Duration delay, std::string name) {
  return asyncio::create_task(
      [=] {
        asyncio::sleep(delay);
        return name;
      },
      name);
}

auto failing(asyncio::Duration delay, const std::string& name) {
  return asyncio::create_task(
      [=]() -> std::string {
        asyncio::sleep(delay);
        throw std::runtime_error(name);
      },
      name);
}

template <class Task>
std::string names(const std::vector<Task>& tasks) {
  std::string text;
  for (const auto& task : tasks) text += (text.empty() ? "" : " ") + task.get_name();
  return text;
}

TEST(Wait, ForAllGivesThemInTheOrderOfTheArguments) {
  asyncio::run([] {
    const std::vector tasks{job(3s, "slow"), failing(1s, "bad"), job(2s, "quick")};
    const auto [done, pending] = asyncio::wait(tasks);
    EXPECT_EQ(names(done), "slow bad quick");
    EXPECT_TRUE(pending.empty());
    EXPECT_EQ(asyncio::get_running_loop().time(), 3);
    EXPECT_EQ(message_of<std::runtime_error>([&] { done[1].result(); }), "bad");
  });
}

TEST(Wait, ForTheFirstLeavesTheOthersRunning) {
  asyncio::run([] {
    auto tasks = std::vector{job(3s, "a"), job(1s, "b"), job(3s, "c"), job(2s, "d")};
    std::string log;
    while (!tasks.empty()) {
      auto [done, pending] = asyncio::wait(tasks, {.return_when = asyncio::FIRST_COMPLETED});
      log += names(done) + " | " + names(pending) + "\n";
      tasks = std::move(pending);
    }
    EXPECT_EQ(log, "b | a c d\nd | a c\na c | \n");
  });
}

TEST(Wait, ForTheFirstExceptionDoesNotCountACancelledTask) {
  asyncio::run([] {
    const auto cancelled = job(1h, "cancelled");
    asyncio::get_running_loop().call_later(1s, [&] { cancelled.cancel(); });
    const std::vector tasks{job(0s, "ok"), cancelled, failing(2s, "bad"), job(3s, "late")};
    const auto [done, pending] = asyncio::wait(tasks, {.return_when = asyncio::FIRST_EXCEPTION});
    EXPECT_EQ(names(done), "ok cancelled bad");
    EXPECT_EQ(names(pending), "late");
    const auto [then, none] = asyncio::wait(pending, {.return_when = asyncio::FIRST_EXCEPTION});
    EXPECT_EQ(names(then), "late");
    EXPECT_TRUE(none.empty());
  });
}

TEST(Wait, CountsTheExceptionThatEndedItAsSeen) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    static_cast<void>(
        asyncio::wait({failing(1s, "seen"), job(2s, "other")}, {.return_when = asyncio::FIRST_EXCEPTION}));
    asyncio::sleep(3s);
    EXPECT_EQ(Reports::text(), "");
    static_cast<void>(asyncio::wait({failing(1s, "unseen")}));
    EXPECT_EQ(Reports::text(), "Task exception was never retrieved: std::runtime_error: unseen\n");
  });
}

TEST(Wait, ForATimeNeverThrowsAndNeverCancels) {
  asyncio::run([] {
    const std::vector tasks{job(1s, "fast"), job(1h, "slow")};
    const auto [done, pending] = asyncio::wait(tasks, {.timeout = 2s});
    EXPECT_EQ(names(done), "fast");
    EXPECT_EQ(names(pending), "slow");
    EXPECT_EQ(asyncio::get_running_loop().time(), 2);
    const auto [none, still] = asyncio::wait(pending, {.timeout = 0s});
    EXPECT_TRUE(none.empty());
    EXPECT_EQ(asyncio::await(still[0]), "slow");
  });
}

TEST(Wait, FindsWhatIsDoneAlreadyWithoutTime) {
  asyncio::run([] {
    const asyncio::Future<int> ready;
    ready.set_result(1);
    const asyncio::Future<int> never;
    const auto [done, pending] = asyncio::wait({ready, never}, {.timeout = 0s});
    EXPECT_EQ(done, std::vector{ready});
    EXPECT_EQ(pending, std::vector{never});
  });
}

TEST(Wait, TakesTheSameOneTwiceForOne) {
  asyncio::run([] {
    const auto a = job(1s, "a");
    const auto [done, pending] = asyncio::wait({a, job(2s, "b"), a});
    EXPECT_EQ(names(done), "a b");
  });
}

TEST(Wait, TakesTasksOfAnyType) {
  asyncio::run([] {
    const auto number = asyncio::create_task([] { return asyncio::sleep(1s, 1); }, "number");
    const std::vector<asyncio::AnyTask> tasks{number, job(2s, "text")};
    const auto [done, pending] = asyncio::wait(tasks, {.return_when = asyncio::FIRST_COMPLETED});
    EXPECT_EQ(names(done), "number");
    EXPECT_EQ(names(pending), "text");
    EXPECT_EQ(done[0], number);
  });
}

TEST(Wait, TakesAListOfTasksOfSeveralTypes) {
  asyncio::run([] {
    const auto number = asyncio::create_task([] { return 1; }, "number");
    const auto [done, pending] = asyncio::wait({number, job(2s, "text")}, {.timeout = 1s});
    EXPECT_EQ(names(done), "number");
    EXPECT_EQ(names(pending), "text");
  });
}

TEST(Wait, OfNothingIsRefused) {
  asyncio::run([] {
    EXPECT_EQ(
        message_of<asyncio::ValueError>([] { static_cast<void>(asyncio::wait(std::vector<asyncio::Future<int>>())); }),
        "Set of Tasks/Futures is empty.");
  });
}

TEST(Wait, CancelledCancelsNothing) {
  asyncio::run([] {
    const auto a = job(2s, "a");
    const auto waiting = asyncio::create_task([&] { static_cast<void>(asyncio::wait({a}, {.timeout = 1h})); });
    asyncio::sleep(1s);
    waiting.cancel("enough");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(waiting); }), "enough");
    EXPECT_EQ(asyncio::await(a), "a");
    EXPECT_EQ(asyncio::get_running_loop().time(), 2);
  });
}

TEST(Wait, LeavesNoCallbackBehind) {
  asyncio::run([] {
    const asyncio::Future<> never;
    for (int i = 0; i != 3; ++i) static_cast<void>(asyncio::wait({never}, {.timeout = 1s}));
    EXPECT_FALSE(never.state()->has_callbacks());
  });
}

TEST(Wait, IsNamedInADeadlock) {
  const auto message = message_of<asyncio::DeadlockError>([] {
    asyncio::run([] {
      const auto worker = asyncio::create_task([] { asyncio::await(asyncio::Future<>()); }, "worker");
      static_cast<void>(asyncio::wait({worker}));
    });
  });
  EXPECT_NE(message.find("waits for wait() for worker at wait_test.cpp:"), std::string::npos) << message;
}

}  // namespace
