// Calls into a loop from other threads, on the native reactor; and what debug mode says of steps that take real time.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <asyncio/run_coroutine_threadsafe.hpp>
#include <asyncio/testing.hpp>
#include <cstddef>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::ThreadsafeLoop;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(ThreadsafeLoop, CallsBackOnTheLoopsThreadAndWakesIt) {
  asyncio::run([] {
    const asyncio::Future<std::thread::id> answer;
    const auto worker = std::async(std::launch::async, [&, loop = ThreadsafeLoop(asyncio::get_running_loop())] {
      std::this_thread::sleep_for(10ms);
      loop.call_soon_threadsafe([&] { answer.set_result(std::this_thread::get_id()); });
    });
    EXPECT_EQ(asyncio::await(answer), std::this_thread::get_id());
  });
}

TEST(ThreadsafeLoop, LosesNothingOfManyThreadsAndKeepsTheOrderOfEach) {
  constexpr std::size_t threads = 4;
  constexpr std::size_t calls = 5000;
  asyncio::run([] {
    std::vector<std::vector<std::size_t>> seen(threads);
    const asyncio::Future<> all;
    std::size_t left = threads * calls;
    std::vector<std::future<void>> workers;
    for (std::size_t t = 0; t != threads; ++t) {
      workers.push_back(std::async(std::launch::async, [&, t, loop = ThreadsafeLoop(asyncio::get_running_loop())] {
        for (std::size_t i = 0; i != calls; ++i) {
          loop.call_soon_threadsafe([&, t, i] {
            seen[t].push_back(i);
            if (--left == 0) all.set_result();
          });
        }
      }));
    }
    asyncio::await(all);
    for (const auto& numbers : seen) {
      for (std::size_t i = 0; i != calls; ++i) ASSERT_EQ(numbers.at(i), i);
    }
  });
}

TEST(ThreadsafeLoop, KeepsALoopFromBeingDeadlockedForAsLongAsItExists) {
  EXPECT_THROW(asyncio::run([] {
                 std::optional<ThreadsafeLoop> loop(asyncio::get_running_loop());
                 const auto worker = std::async(std::launch::async, [&] {
                   std::this_thread::sleep_for(10ms);
                   loop.reset();
                 });
                 asyncio::await(asyncio::Future<>());
               }),
               asyncio::DeadlockError);
}

TEST(ThreadsafeLoop, IsRefusedByAClosedLoopAndDropsWhatWasUnderWay) {
  std::optional<ThreadsafeLoop> loop;
  const auto token = std::make_shared<int>();
  asyncio::run([&] { loop.emplace(asyncio::get_running_loop()); });
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop->call_soon_threadsafe([token] {}); }), "Event loop is closed");
  {
    auto own = asyncio::new_event_loop();
    const ThreadsafeLoop outside(own);
    outside.call_soon_threadsafe([token] { FAIL() << "the loop was closed"; });
    own.close();
    EXPECT_EQ(token.use_count(), 1);
  }
  const auto closed = asyncio::new_event_loop();
  asyncio::EventLoop(closed).close();
  EXPECT_THROW(ThreadsafeLoop{closed}, asyncio::RuntimeError);
}

TEST(Debug, NamesTheTaskThatBlockedTheLoopAndItsTime) {
  testing::internal::CaptureStderr();
  asyncio::run(
      [] {
        asyncio::get_running_loop().set_slow_callback_duration(100ms);
        asyncio::create_task([] { std::this_thread::sleep_for(150ms); }, "blocker");
        asyncio::create_task([] { asyncio::sleep(200ms); }, "sleeper");
        asyncio::get_running_loop().call_soon([] { std::this_thread::sleep_for(150ms); });
        asyncio::sleep(250ms);
      },
      {.debug = true});
  const std::string text = testing::internal::GetCapturedStderr();
  // On a busy machine a call that blocks takes longer.
  const auto seconds = [&text](const std::string& before) {
    const std::size_t at = text.find(before);
    return at == std::string::npos ? 0.0 : std::stod(text.substr(at + before.size()));
  };
  EXPECT_GE(seconds("Executing blocker took "), 0.15) << text;
  EXPECT_GE(seconds("Executing a callback took "), 0.15) << text;
  EXPECT_EQ(text.find("sleeper"), std::string::npos) << text;
}

TEST(Debug, RefusesCallsFromAnotherThread) {
  asyncio::run(
      [] {
        auto loop = asyncio::get_running_loop();
        std::string message;
        std::async(std::launch::async, [&] {
          message = message_of<asyncio::RuntimeError>([&] { loop.call_soon([] {}); });
        }).get();
        EXPECT_EQ(message,
                  "Non-thread-safe operation invoked on an event loop other than the current one: use ThreadsafeLoop");
      },
      {.debug = true});
}

TEST(VirtualClock, StandsStillWhileAWorkerIsAtWork) {
  const asyncio::testing::World world;
  asyncio::run([&] {
    auto loop = asyncio::get_running_loop();
    const auto hour = asyncio::create_task([] { asyncio::sleep(1h); });
    const auto slow = [](int x) {
      std::this_thread::sleep_for(5ms);
      return x + 1;
    };
    EXPECT_EQ(asyncio::await(loop.run_in_executor(nullptr, slow, 1)), 2);
    EXPECT_EQ(world.time(), 0s);
    asyncio::await(hour);
    EXPECT_EQ(world.time(), 1h);
  });
}

TEST(VirtualClock, WaitsForAnotherThreadWhereNothingElseIsDue) {
  const asyncio::testing::World world;
  asyncio::run([] {
    const asyncio::Future<int> answer;
    const auto worker = std::async(std::launch::async, [&, loop = ThreadsafeLoop(asyncio::get_running_loop())] {
      std::this_thread::sleep_for(5ms);
      loop.call_soon_threadsafe([&] { answer.set_result(42); });
    });
    EXPECT_EQ(asyncio::await(answer), 42);
  });
}

/// What another thread gets for `function`, which this thread's loop runs for it.
template <class Function>
auto run_for_another_thread(Function function) {
  return asyncio::run([&] {
    const ThreadsafeLoop loop(asyncio::get_running_loop());
    asyncio::Future<> over;
    auto worker = std::async(std::launch::async, [&] {
      auto result = asyncio::run_coroutine_threadsafe(function, loop);
      result.wait();
      loop.call_soon_threadsafe([&] { over.set_result(); });
      return result.get();
    });
    asyncio::await(over);
    return worker.get();
  });
}

TEST(RunCoroutineThreadsafe, GivesAnotherThreadTheResultOfATask) {
  EXPECT_EQ(run_for_another_thread([] { return asyncio::sleep(1ms, 42); }), 42);
  EXPECT_EQ(*run_for_another_thread([] { return std::make_unique<int>(1); }), 1);
  run_for_another_thread([] { EXPECT_TRUE(asyncio::current_task().has_value()); });
}

TEST(RunCoroutineThreadsafe, ThrowsWhatTheTaskThrowsOrThatItWasCancelled) {
  const auto fail = []() -> int { throw asyncio::ValueError("no"); };
  EXPECT_EQ(message_of<asyncio::ValueError>([&] { run_for_another_thread(fail); }), "no");
  EXPECT_THROW(run_for_another_thread([] {
                 asyncio::current_task()->cancel();
                 asyncio::sleep(1h);
               }),
               asyncio::CancelledError);
}

TEST(RunCoroutineThreadsafe, BreaksItsPromiseWhenTheLoopIsClosed) {
  asyncio::EventLoop loop = asyncio::new_event_loop();
  auto result = asyncio::run_coroutine_threadsafe([] { return 1; }, ThreadsafeLoop(loop));
  loop.close();
  EXPECT_THROW(result.get(), std::future_error);
}

}  // namespace
