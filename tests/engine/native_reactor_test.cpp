// Waiting and waking on the native reactor, and loops on reactors that are handed in.
#include <gtest/gtest.h>
#include <unistd.h>

#include <asyncio.hpp>
#include <atomic>
#include <chrono>
#include <csignal>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "../support/reports.hpp"
#include "core/loop.hpp"
#include "ports/reactor.hpp"

namespace {

using asyncio::testing::message_of;
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

/// Passes everything on to the platform's reactor, and counts the waits.
class CountingReactor final : public asyncio::core::Reactor {
 public:
  asyncio::core::TimePoint now() noexcept override { return platform_->now(); }
  void wait(std::optional<asyncio::core::TimePoint> deadline) override {
    ++waits;
    platform_->wait(deadline);
  }
  void poll() override { platform_->poll(); }
  void wake() noexcept override { platform_->wake(); }
  [[nodiscard]] bool idle() const noexcept override { return platform_->idle(); }
  Reactor* underlying() noexcept override { return platform_.get(); }

  static inline int waits = 0;

 private:
  std::unique_ptr<Reactor> platform_ = asyncio::core::make_reactor();
};

/// Has no other underneath.
class LonelyReactor final : public asyncio::core::Reactor {
 public:
  asyncio::core::TimePoint now() noexcept override { return {}; }
  void wait(std::optional<asyncio::core::TimePoint>) override {}
  void poll() override {}
  void wake() noexcept override {}
  [[nodiscard]] bool idle() const noexcept override { return true; }
};

TEST(DecoratedReactor, LetsThePlatformsNetworkAndWorkersThrough) {
  CountingReactor::waits = 0;
  auto loop = asyncio::new_event_loop(std::make_unique<CountingReactor>());
  loop.run_until_complete([&] {
    const auto echo = [](asyncio::StreamReader reader, asyncio::StreamWriter writer) {
      writer.write(reader.readexactly(5));
      writer.close();
    };
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    auto [reader, writer] = asyncio::open_connection("127.0.0.1", server.sockets()[0].getsockname().port);
    writer.write("hello");
    EXPECT_EQ(reader.read(), "hello");
    writer.close();
    server.close();
    EXPECT_EQ(asyncio::await(loop.run_in_executor(nullptr, [](int x) { return x + 1; }, 1)), 2);
    loop.shutdown_default_executor();
  });
  loop.close();
  EXPECT_GT(CountingReactor::waits, 0);
}

TEST(ForeignReactor, IsToldThatThePlatformHasNothingForIt) {
  auto loop = asyncio::new_event_loop(std::make_unique<LonelyReactor>());
  loop.run_until_complete([] {
    const std::string sentence =
        "this event loop does not run on the platform's own reactor, without which the platform has no network, HTTP "
        "or "
        "workers for it";
    EXPECT_EQ(message_of<asyncio::RuntimeError>([] { asyncio::fetch("http://127.0.0.1:1/"); }), sentence);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([] { static_cast<void>(asyncio::open_connection("127.0.0.1", 1)); }),
              sentence);
  });
  loop.close();
}

/// What became of a program that `body` ran in.
void run_and_interrupt(std::string& log, auto body) {
  EXPECT_THROW(asyncio::run([&] {
                 try {
                   std::raise(SIGINT);
                   body();
                 } catch (const asyncio::CancelledError&) {
                   log += "cancelled ";
                   throw;
                 }
               }),
               asyncio::KeyboardInterrupt);
}

TEST(Interrupt, CancelsTheMainTaskWhetherTheLoopWaitsOrNot) {
  std::string log;
  run_and_interrupt(log, [] { asyncio::sleep(1h); });
  run_and_interrupt(log, [] {
    for (;;) asyncio::sleep(0s);
  });
  EXPECT_EQ(log, "cancelled cancelled ");
  // Nothing of it is left.
  EXPECT_EQ(std::signal(SIGINT, SIG_DFL), SIG_DFL);
}

TEST(Interrupt, EndsTheWaitOfALoopFromAnotherThread) {
  std::future<void> other;
  EXPECT_THROW(asyncio::run([&] {
                 other = std::async(std::launch::async, [] { ::kill(::getpid(), SIGINT); });
                 asyncio::sleep(1h);
               }),
               asyncio::KeyboardInterrupt);
}

// CPython's RunnerTests.test_interrupt_wait and test_interrupt_cancelled_task.
TEST(Interrupt, CancelsWhatTheMainTaskWaitsFor) {
  asyncio::Runner runner;
  auto future = runner.get_loop().create_future();
  EXPECT_THROW(runner.run([&] {
    std::raise(SIGINT);
    asyncio::await(future);
  }),
               asyncio::KeyboardInterrupt);
  EXPECT_TRUE(future.cancelled());
}

TEST(Interrupt, AddsNothingWhereTheMainTaskIsCancelledAnyway) {
  EXPECT_THROW(asyncio::run([] {
                 asyncio::create_task([main = *asyncio::current_task()] {
                   main.cancel();
                   std::raise(SIGINT);
                 });
                 asyncio::sleep(10s);
               }),
               asyncio::CancelledError);
}

TEST(Interrupt, IsNotLostInTheLastStep) {
  EXPECT_THROW(asyncio::run([] { std::raise(SIGINT); }), asyncio::KeyboardInterrupt);
  EXPECT_THROW(asyncio::run([] {
                 std::raise(SIGINT);
                 throw asyncio::ValueError("of its own");
               }),
               asyncio::ValueError);
}

TEST(Interrupt, IsForTheMainTaskToSwallow) {
  EXPECT_EQ(asyncio::Runner().run([] {
    std::raise(SIGINT);
    try {
      asyncio::sleep(1h);
    } catch (const asyncio::CancelledError&) {
      asyncio::sleep(0s);
    }
    return 1;
  }),
            1);
}

TEST(Interrupt, IsLeftToAProgramThatHandlesOrIgnoresIt) {
  std::signal(SIGINT, SIG_IGN);
  asyncio::run([] {
    std::raise(SIGINT);
    asyncio::sleep(1ms);
  });
  EXPECT_EQ(std::signal(SIGINT, SIG_DFL), SIG_IGN);
}

TEST(Interrupt, IsNotForALoopOnAnotherThread) {
  std::async(std::launch::async, [] { asyncio::run([] { EXPECT_EQ(std::signal(SIGINT, SIG_DFL), SIG_DFL); }); }).get();
}

TEST(InterruptDeathTest, ThatComesTwiceEndsTheProgram) {
  EXPECT_EXIT(asyncio::run([] {
                std::raise(SIGINT);
                std::raise(SIGINT);
              }),
              testing::KilledBySignal(SIGINT), "");
}

TEST(InterruptDeathTest, ThatNobodyCatchesEndsTheProgramByItsSignal) {
  EXPECT_EXIT(
      []() noexcept {
        asyncio::run([] {
          std::raise(SIGINT);
          asyncio::sleep(1h);
        });
      }(),
      testing::KilledBySignal(SIGINT), "^KeyboardInterrupt\n$");
}

}  // namespace
