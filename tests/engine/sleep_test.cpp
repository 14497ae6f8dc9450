#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(Sleep, TakesAsLongAsItSays) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    const auto started = loop.time();
    asyncio::sleep(1.5s);
    EXPECT_EQ(loop.time() - started, 1.5);
    asyncio::sleep(250ms);
    EXPECT_EQ(loop.time() - started, 1.75);
  });
}

TEST(Sleep, ReturnsWhatItIsGiven) {
  asyncio::run([] {
    EXPECT_EQ(asyncio::sleep(1s, 42), 42);
    EXPECT_EQ(*asyncio::sleep(0s, std::make_unique<int>(1)), 1);
  });
}

TEST(Sleep, OfZeroGivesEveryOtherTaskOneTurn) {
  asyncio::run([] {
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    for (const char name : {'a', 'b', 'c'}) {
      tasks.push_back(asyncio::create_task([&log, name] {
        for (int i = 0; i != 3; ++i) {
          log += name;
          asyncio::sleep(0s);
        }
      }));
    }
    asyncio::await(asyncio::gather(tasks));
    EXPECT_EQ(log, "abcabcabc");
  });
}

TEST(Sleep, TakesTimeUntilTheClockEndsAndNoneThen) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    constexpr auto centuries = 24h * 365 * 200;
    for (int i = 0; i != 4; ++i) {
      const auto started = loop.time();
      asyncio::sleep(centuries);
      EXPECT_GE(loop.time(), started) << i;
    }
    EXPECT_GT(loop.time(), 9e9);
    bool called = false;
    loop.call_later(centuries, [&] { called = true; });
    asyncio::sleep(1s);
    EXPECT_TRUE(called);
  });
}

TEST(Sleep, OfZeroTakesNoTime) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    const auto started = loop.time();
    for (int i = 0; i != 100; ++i) asyncio::sleep(0s);
    asyncio::sleep(-1s);
    EXPECT_EQ(loop.time(), started);
  });
}

TEST(Sleep, EndsInTheOrderOfTheDeadlines) {
  asyncio::run([] {
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    for (const int delay : {3, 1, 2, 1, 3}) {
      const auto number = std::to_string(tasks.size());
      tasks.push_back(asyncio::create_task([&log, delay, number] {
        asyncio::sleep(asyncio::Duration(delay));
        log += number;
      }));
    }
    asyncio::await(asyncio::gather(tasks));
    EXPECT_EQ(log, "13204");
  });
}

TEST(Sleep, ForEverIsEndedByCancelling) {
  asyncio::run([] {
    const auto task =
        asyncio::create_task([] { asyncio::sleep(asyncio::Duration(std::numeric_limits<double>::infinity())); });
    asyncio::sleep(24h);
    EXPECT_FALSE(task.done());
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
  });
}

TEST(Sleep, IsRefusedOutsideATask) {
  EXPECT_EQ(message_of<asyncio::RuntimeError>([] { asyncio::sleep(1s); }), "no running event loop");
  EXPECT_EQ(message_of<asyncio::RuntimeError>([] { asyncio::sleep(0s); }),
            "sleeping outside a task: call it in a function that asyncio::run or create_task runs");
  asyncio::run([] {
    std::string message;
    asyncio::get_running_loop().call_soon(
        [&] { message = message_of<asyncio::RuntimeError>([] { asyncio::sleep(1s); }); });
    asyncio::sleep(0s);
    EXPECT_NE(message.find("outside a task"), std::string::npos) << message;
  });
}

TEST(Sleep, IsDoneByTenThousandAtOnce) {
  asyncio::run([] {
    constexpr int count = 10'000;
    int awake = 0;
    std::vector<asyncio::Task<>> tasks;
    for (int i = 0; i != count; ++i) {
      tasks.push_back(asyncio::create_task([&awake, i] {
        asyncio::sleep(asyncio::Duration(1 + i % 100));
        ++awake;
      }));
    }
    asyncio::sleep(0s);
    EXPECT_EQ(awake, 0);
    asyncio::await(asyncio::gather(tasks));
    EXPECT_EQ(awake, count);
  });
}

}  // namespace
