// What happens where stacks run out: see support/few_stacks.hpp.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "../support/few_stacks.hpp"
#include "../support/reports.hpp"
#include "core/fiber.hpp"

namespace {

using asyncio::core::FiberPool;
using asyncio::testing::few_stacks;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(Stack, LimitFailsTheTasksBeyondItAndTheProgramGoesOn) {
  asyncio::run([] {
    std::vector<asyncio::Task<int>> tasks;
    for (int i = 0; i != 20; ++i) tasks.push_back(asyncio::create_task([i] { return asyncio::sleep(1ms, i); }));
    const auto results = asyncio::await(asyncio::gather(asyncio::return_exceptions, tasks));
    // One stack is the main task's.
    for (std::size_t i = 0; i != few_stacks - 1; ++i) EXPECT_EQ(results[i].value_or(-1), static_cast<int>(i));
    for (std::size_t i = few_stacks - 1; i != tasks.size(); ++i) {
      ASSERT_FALSE(results[i].has_value());
      EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { std::rethrow_exception(results[i].error()); }),
                "too many tasks wait at once: this platform carries 8 stacks; "
                "use a Semaphore or a worker pool to bound them");
    }
    EXPECT_EQ(FiberPool::current().size(), few_stacks);
  });
  // The stacks are free again.
  EXPECT_EQ(asyncio::run([] { return asyncio::await(asyncio::create_task([] { return asyncio::sleep(1ms, 1); })); }),
            1);
}

TEST(Stack, LimitDestroysTheFunctionsOfTheTasksBeyondIt) {
  asyncio::run([] {
    const auto held = std::make_shared<int>(0);
    std::vector<asyncio::Task<>> tasks;
    for (int i = 0; i != 20; ++i) tasks.push_back(asyncio::create_task([held] { asyncio::sleep(1ms); }));
    asyncio::sleep(0s);
    EXPECT_EQ(held.use_count(), static_cast<long>(few_stacks));
    asyncio::await(asyncio::gather(asyncio::return_exceptions, tasks));
  });
}

TEST(Stack, LimitDoesNotTouchTasksThatNeverWait) {
  asyncio::run([] {
    int ran = 0;
    for (int i = 0; i != 1'000; ++i) asyncio::create_task([&] { ++ran; });
    asyncio::sleep(0s);
    EXPECT_EQ(ran, 1'000);
  });
}

TEST(Stack, LimitIsReachedWithoutLosingATurn) {
  asyncio::run([] {
    std::string log;
    for (std::size_t i = 0; i != few_stacks - 1; ++i) asyncio::create_task([] { asyncio::sleep(2ms); });
    asyncio::sleep(0s);
    // No stack is left, and this task itself is what is next.
    const auto task = asyncio::create_task([&] { log += "ran"; });
    EXPECT_THROW(asyncio::await(task), asyncio::RuntimeError);
    EXPECT_EQ(log, "");
  });
}

TEST(Stack, RedZoneIsWholeAfterOrdinaryWork) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] {
      volatile char buffer[10'000];
      for (auto& byte : buffer) byte = 1;
      asyncio::sleep(1ms);
      return asyncio::core::Fiber::current().stack().intact();
    });
    EXPECT_TRUE(asyncio::await(task));
  });
}

#if GTEST_HAS_DEATH_TEST
TEST(StackDeathTest, RedZoneShowsAnOverflowAtTheNextWait) {
  EXPECT_DEATH(asyncio::run([] {
                 asyncio::await(asyncio::create_task(
                     [] {
                       const auto zone = asyncio::core::Fiber::current().stack().red_zone;
                       std::memset(const_cast<std::uint32_t*>(zone.data()), 0, zone.size_bytes());
                       asyncio::sleep(1ms);
                       // It is too late to find it at the end of the task.
                       std::_Exit(0);
                     },
                     "greedy"));
               }),
               "overflow found in greedy");
}

TEST(StackDeathTest, RedZoneShowsAnOverflowAtTheEndOfATask) {
  EXPECT_DEATH(asyncio::run([] {
                 asyncio::await(asyncio::create_task(
                     [] {
                       const auto zone = asyncio::core::Fiber::current().stack().red_zone;
                       std::memset(const_cast<std::uint32_t*>(zone.data()), 0, zone.size_bytes());
                     },
                     "brief"));
               }),
               "overflow found in brief");
}
#endif

}  // namespace
