// The platform's own clock and timers, natively and in browsers.
#include <gtest/gtest.h>

#include <algorithm>
#include <asyncio.hpp>
#include <chrono>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// Seconds that `action` takes; the best of some times, until that is less than `wanted`: the machine may be busy with something else.
double best_time(double wanted, const std::function<void()>& action) {
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i != 20 && best >= wanted; ++i) {
    const auto started = Clock::now();
    action();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - started).count());
  }
  return best;
}

// A browser rounds each timer of a chain up to 4 ms: 100 would take 0.4 s.
TEST(ReactorTimer, OfOneMillisecondIsNotRoundedUpToFour) {
  const auto seconds = best_time(0.35, [] {
    asyncio::run([] {
      for (int i = 0; i != 100; ++i) asyncio::sleep(1ms);
    });
  });
  EXPECT_GE(seconds, 0.1);
  EXPECT_LT(seconds, 0.35);
}

TEST(ReactorTimer, WithoutDelayTakesNoMilliseconds) {
  const auto seconds = best_time(0.1, [] {
    auto loop = asyncio::new_event_loop();
    int left = 200;
    std::function<void()> again = [&] {
      if (--left == 0) return loop.stop();
      loop.call_later(0s, again);
    };
    loop.call_later(0s, again);
    loop.run_forever();
    loop.close();
  });
  EXPECT_LT(seconds, 0.1);
}

TEST(ReactorTimer, IsNeverEarly) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    for (const asyncio::Duration delay : {0.1ms, 0.5ms, 1.2ms, 5.0ms, 20.0ms}) {
      const double due = loop.time() + delay.count();
      asyncio::sleep(delay);
      // But for the last bits of a double: the loop itself counts nanoseconds.
      EXPECT_GE(loop.time(), due - 1e-9);
    }
  });
}

TEST(ReactorTimer, EndsInTheOrderOfTheDeadlines) {
  asyncio::run([] {
    std::string log;
    const auto sleeper = [&log](std::chrono::milliseconds delay, char name) {
      return [&log, delay, name] {
        asyncio::sleep(delay);
        log += name;
      };
    };
    asyncio::await(asyncio::gather(sleeper(60ms, 'c'), sleeper(20ms, 'a'), sleeper(40ms, 'b')));
    EXPECT_EQ(log, "abc");
  });
}

TEST(ReactorTimer, FarAwayDoesNotFireAtOnce) {
  // More than 2^31 milliseconds, the longest delay of a browser's timer.
  asyncio::run([] {
    bool fired = false;
    auto timer = asyncio::get_running_loop().call_later(1000h, [&] { fired = true; });
    asyncio::sleep(5ms);
    EXPECT_FALSE(fired);
    timer.cancel();
  });
}

TEST(ReactorTimer, WakesAThousandSleepersTogether) {
  const auto seconds = best_time(1, [] {
    asyncio::run([] {
      std::vector<asyncio::Task<>> tasks;
      for (int i = 0; i != 1'000; ++i) tasks.push_back(asyncio::create_task([] { asyncio::sleep(20ms); }));
      asyncio::await(asyncio::gather(tasks));
    });
  });
  EXPECT_LT(seconds, 1);
}

}  // namespace
