// Waiting and waking on the native reactor.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>

#include "ports/reactor.hpp"

namespace {

using namespace std::chrono_literals;

class NativeReactor : public testing::Test {
 protected:
  std::unique_ptr<asyncio::core::Reactor> reactor = asyncio::core::make_reactor();
};

TEST_F(NativeReactor, IsIdleAtFirst) { EXPECT_TRUE(reactor->idle()); }

TEST_F(NativeReactor, HasAClockThatNeverGoesBack) {
  auto last = reactor->now();
  for (int i = 0; i < 1000; ++i) {
    const auto next = reactor->now();
    ASSERT_GE(next, last);
    last = next;
  }
}

TEST_F(NativeReactor, WaitsUntilTheDeadline) {
  const auto deadline = reactor->now() + 2ms;
  while (reactor->now() < deadline) reactor->wait(deadline);
  SUCCEED();
}

TEST_F(NativeReactor, ReturnsFromADeadlineThatHasPassed) {
  reactor->wait(reactor->now() - 1h);
  reactor->wait(asyncio::core::TimePoint::min());
  SUCCEED();
}

TEST_F(NativeReactor, IsWokenByAnotherThread) {
  const auto other = std::async(std::launch::async, [&] { reactor->wake(); });
  reactor->wait(std::nullopt);
  SUCCEED();
}

TEST_F(NativeReactor, RemembersAWakeUntilTheNextWait) {
  reactor->wake();
  reactor->wake();
  reactor->poll();
  reactor->wait(std::nullopt);
  SUCCEED();
}

TEST_F(NativeReactor, LosesNoWakeAmongMany) {
  constexpr int count = 2000;
  std::atomic<int> pushed = 0;
  const auto other = std::async(std::launch::async, [&] {
    for (int i = 0; i < count; ++i) {
      ++pushed;
      reactor->wake();
    }
  });
  // Ends only if each wait that begins before the last push is woken by it.
  while (pushed < count) reactor->wait(std::nullopt);
}

}  // namespace
