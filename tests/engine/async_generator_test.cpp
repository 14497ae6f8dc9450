// Asynchronous generators: Python's names and errors, and their end with the loop.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::AsyncGenerator;
using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

static_assert(std::ranges::input_range<AsyncGenerator<int>>);

AsyncGenerator<int> ticker(int n) {
  return {[n](auto& yield) {
    for (int i = 0; i != n; ++i) {
      asyncio::sleep(1s);
      yield(i);
    }
  }};
}

/// Waits in its cleanup.
AsyncGenerator<int> tidy(std::string& log) {
  return {[&log](auto& yield) {
    try {
      for (int i = 0;; ++i) yield(i);
    } catch (const asyncio::GeneratorExit&) {
      log += "closing ";
      asyncio::sleep(1s);
      log += "closed ";
      throw;
    }
  }};
}

TEST(AsyncGenerator, IsConsumedInAnOrdinaryLoopWhileOthersRun) {
  std::vector<int> seen;
  int others = 0;
  asyncio::run([&] {
    const auto other = asyncio::create_task([&] {
      for (;; ++others) asyncio::sleep(500ms);
    });
    for (const int i : ticker(3)) seen.push_back(i);
    other.cancel();
  });
  EXPECT_EQ(seen, (std::vector{0, 1, 2}));
  EXPECT_GE(others, 5);
}

TEST(AsyncGenerator, FollowsPythonInSendingThrowingAndEnding) {
  asyncio::run([] {
    AsyncGenerator<int, int> generator = [](auto& yield) {
      int total = 0;
      for (;;) {
        try {
          const std::optional<int> x = yield(total);
          if (!x) return;
          total += *x;
        } catch (const std::runtime_error&) {
          total = 1000;
        }
      }
    };
    EXPECT_EQ(message_of<asyncio::TypeError>([&] { generator.asend(1); }),
              "can't send non-None value to a just-started async generator");
    EXPECT_EQ(anext(generator), 0);
    EXPECT_EQ(generator.asend(5), 5);
    EXPECT_EQ(generator.athrow(std::runtime_error("reset")), 1000);
    EXPECT_THROW(anext(generator), asyncio::StopAsyncIteration);
    EXPECT_THROW(anext(generator), asyncio::StopAsyncIteration);
    EXPECT_EQ(anext(generator, -1), -1);
    EXPECT_THROW(generator.athrow(std::runtime_error("late")), asyncio::StopAsyncIteration);
  });
}

TEST(AsyncGenerator, ClosesAndWaitsForIt) {
  std::string log;
  asyncio::run([&] {
    auto generator = tidy(log);
    EXPECT_EQ(anext(generator), 0);
    generator.aclose();
    EXPECT_EQ(log, "closing closed ");
    generator.aclose();
    EXPECT_EQ(anext(generator, -1), -1);
    auto fresh = tidy(log);
    fresh.aclose();
    EXPECT_EQ(anext(fresh, -1), -1);
  });
  EXPECT_EQ(log, "closing closed ");
}

TEST(AsyncGenerator, IsClosedWhereATaskDropsIt) {
  std::string log;
  asyncio::run([&] {
    for (const int i : tidy(log)) {
      if (i == 2) break;
    }
    log += "after ";
  });
  EXPECT_EQ(log, "closing closed after ");
}

TEST(AsyncGenerator, SaysThatItRunsAlready) {
  asyncio::run([] {
    auto generator = ticker(2);
    const auto first = asyncio::create_task([&] { return anext(generator); });
    asyncio::sleep(0s);
    const std::string already = ": asynchronous generator is already running";
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { anext(generator); }), "anext()" + already);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { generator.athrow(1); }), "athrow()" + already);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { generator.aclose(); }), "aclose()" + already);
    EXPECT_EQ(asyncio::await(first), 0);
    EXPECT_EQ(anext(generator), 1);
  });
}

TEST(AsyncGenerator, TurnsTheEndsOfOthersIntoErrors) {
  asyncio::run([] {
    AsyncGenerator<int> stops = [](auto&) { throw asyncio::StopAsyncIteration(); };
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { anext(stops); }), "async generator raised StopAsyncIteration");
    AsyncGenerator<int> ends = [](auto&) { throw asyncio::StopIteration(); };
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { anext(ends); }), "async generator raised StopIteration");
    AsyncGenerator<int> stubborn = [](auto& yield) {
      bool closed = false;
      try {
        yield(1);
      } catch (const asyncio::GeneratorExit&) {
        closed = true;
      }
      if (closed) yield(2);
    };
    anext(stubborn);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { stubborn.aclose(); }), "async generator ignored GeneratorExit");
  });
}

TEST(AsyncGenerator, IsToldOfACancellationWhereItsBodyWaits) {
  asyncio::run([] {
    auto generator = ticker(2);
    const auto task = asyncio::create_task([&] { anext(generator); });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_THROW(anext(generator), asyncio::StopAsyncIteration);
  });
}

TEST(AsyncGenerator, LeftOpenIsClosedWithTheLoop) {
  std::string log;
  auto first = std::make_unique<AsyncGenerator<int>>(tidy(log));
  auto second = tidy(log);
  asyncio::run([&] {
    anext(*first);
    anext(second);
  });
  // At once: both sleep at the same time.
  EXPECT_EQ(log, "closing closing closed closed ");
}

TEST(AsyncGenerator, ReportsWhatOneThrowsWhenTheLoopClosesIt) {
  AsyncGenerator<int> bad = [](auto& yield) {
    try {
      yield(1);
    } catch (const asyncio::GeneratorExit&) {
      throw std::runtime_error("while closing");
    }
  };
  std::string log;
  auto good = tidy(log);
  asyncio::run([&] {
    const Reports reports(asyncio::get_running_loop());
    anext(bad);
    anext(good);
  });
  EXPECT_EQ(Reports::text(),
            "an error occurred during closing of asynchronous generator: std::runtime_error: while closing\n");
  EXPECT_EQ(log, "closing closed ");
}

TEST(AsyncGenerator, MayOutliveALoopThatDoesNotCloseIt) {
  std::string log;
  AsyncGenerator<int> generator = [&](auto& yield) {
    try {
      yield(1);
    } catch (const asyncio::GeneratorExit&) {
      log += "closed";
      throw;
    }
  };
  {
    auto loop = asyncio::new_event_loop();
    EXPECT_EQ(loop.run_until_complete([&] { return anext(generator); }), 1);
    loop.close();
  }
  generator.aclose();
  EXPECT_EQ(log, "closed");
}

}  // namespace
