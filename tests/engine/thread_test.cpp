// Threads that are stopped by message: of the system natively, workers in a browser, where each has an instance of the program.
#include <gmock/gmock.h>

#include <asyncio.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "../support/reports.hpp"

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Longer than any test may take.
constexpr auto forever = 1h;

void wait_for_the_message(asyncio::StopToken stop) { stop.wait_for(forever); }

TEST(Thread, RunsUntilItIsAskedToStop) {
  asyncio::Thread thread(wait_for_the_message);
  EXPECT_TRUE(thread.is_alive());
  std::this_thread::sleep_for(20ms);
  EXPECT_TRUE(thread.is_alive());
  thread.request_stop();
  thread.join();
  EXPECT_FALSE(thread.is_alive());
}

TEST(Thread, EndsByItselfWhenItsFunctionReturns) {
  asyncio::Thread thread([] {});
  thread.join();
  EXPECT_FALSE(thread.is_alive());
  thread.request_stop();
  thread.join();
}

TEST(Thread, IsSeenToEndWithoutJoining) {
  asyncio::Thread thread([] {});
  while (thread.is_alive()) continue;
  SUCCEED();
}

TEST(Thread, HearsTheMessageOnlyWhenItLooks) {
  // It computes, as far as anyone can tell, and looks now and then.
  asyncio::Thread thread([](asyncio::StopToken stop) {
    while (!stop.stop_requested()) continue;
  });
  thread.request_stop();
  thread.join();
}

TEST(Thread, HearsAMessageThatWasSentBeforeItCouldBegin) {
  asyncio::Thread thread(wait_for_the_message);
  thread.request_stop();
  thread.request_stop();
  thread.join();
}

TEST(Thread, WaitsForTheMessageNoLongerThanItWants) {
  const auto start = Clock::now();
  asyncio::Thread thread([](asyncio::StopToken stop) {
    if (!stop.wait_for(30ms)) return;
    // Not reached: nobody asks.
    stop.wait_for(forever);
    std::this_thread::sleep_for(forever);
  });
  thread.join();
  EXPECT_GE(Clock::now() - start, 30ms);
}

TEST(Thread, TakesArgumentsAfterTheToken) {
  asyncio::Thread thread(
      [](asyncio::StopToken stop, const std::string& text, const std::vector<int>& numbers) {
        // A thread that got something else never ends.
        if (text != "text" || numbers != std::vector{1, 2}) std::this_thread::sleep_for(forever);
        stop.wait_for(forever);
      },
      "text", std::vector{1, 2});
  thread.request_stop();
  thread.join();
}

TEST(Thread, IsAskedToStopAndJoinedWhenItIsDropped) {
  asyncio::Thread thread(wait_for_the_message);
  thread = asyncio::Thread(wait_for_the_message);
  const asyncio::Thread moved = std::move(thread);
  EXPECT_TRUE(moved.is_alive());
}

TEST(Thread, SeveralRunAtOnceUnderNamesOfTheirOwn) {
  std::vector<asyncio::Thread> threads;
  for (int i = 0; i != 4; ++i) threads.emplace_back(wait_for_the_message);
  EXPECT_THAT(threads.front().name(), testing::StartsWith("Thread-"));
  EXPECT_NE(threads.front().name(), threads.back().name());
  for (const auto& each : threads) EXPECT_TRUE(each.is_alive());
  for (auto& each : threads) each.request_stop();
  for (auto& each : threads) each.join();
}

TEST(Thread, RunsALoopOfItsOwn) {
  asyncio::Thread thread([](asyncio::StopToken stop) {
    asyncio::run([] { asyncio::await(asyncio::gather([] { asyncio::sleep(1ms); }, [] { asyncio::sleep(1ms); })); });
    stop.wait_for(forever);
  });
  thread.request_stop();
  thread.join();
}

TEST(Thread, RunsBesideALoopWhoseTasksGoOn) {
  asyncio::run([] {
    asyncio::Thread thread(wait_for_the_message);
    int turns = 0;
    auto ticker = asyncio::create_task([&turns] {
      for (; turns != 5; ++turns) asyncio::sleep(1ms);
    });
    asyncio::await(ticker);
    EXPECT_EQ(turns, 5);
    EXPECT_TRUE(thread.is_alive());
  });
}

TEST(Thread, NobodyAsksWhoIsNone) {
  const auto start = Clock::now();
  EXPECT_FALSE(asyncio::StopToken().stop_requested());
  EXPECT_FALSE(asyncio::StopToken().wait_for(10ms));
  EXPECT_GE(Clock::now() - start, 10ms);
}

}  // namespace
