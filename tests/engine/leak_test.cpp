// What is let go, and when. That nothing is left at all is checked after every test, and natively by LeakSanitizer.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::Reports;
using namespace std::chrono_literals;

/// Counts its living copies.
class Counted {
 public:
  Counted() { ++alive; }
  Counted(const Counted&) { ++alive; }
  Counted(Counted&&) noexcept { ++alive; }
  Counted& operator=(const Counted&) = default;
  Counted& operator=(Counted&&) = default;
  ~Counted() { --alive; }

  inline static int alive = 0;
};

TEST(Leak, AResultLivesAsLongAsItsFuture) {
  asyncio::run([] {
    {
      const auto task = asyncio::create_task([] { return Counted(); });
      asyncio::await(task);
      EXPECT_EQ(Counted::alive, 1);
    }
    EXPECT_EQ(Counted::alive, 0);
  });
}

TEST(Leak, AnExceptionLivesAsLongAsItsFuture) {
  asyncio::run([] {
    {
      const auto task = asyncio::create_task([] { throw Counted(); });
      EXPECT_THROW(asyncio::await(task), Counted);
      EXPECT_EQ(Counted::alive, 1);
    }
    EXPECT_EQ(Counted::alive, 0);
  });
}

TEST(Leak, ACancelledTimerIsLetGoAtOnce) {
  asyncio::run([] {
    asyncio::get_running_loop().call_later(1h, [counted = Counted()] {}).cancel();
    EXPECT_EQ(Counted::alive, 0);
  });
}

TEST(Leak, ACallbackIsLetGoWhenItHasRun) {
  asyncio::run([] {
    asyncio::get_running_loop().call_soon([counted = Counted()] {});
    EXPECT_EQ(Counted::alive, 1);
    asyncio::sleep(0s);
    EXPECT_EQ(Counted::alive, 0);
  });
}

TEST(Leak, ADoneCallbackOfAFutureThatIsNeverDoneIsLetGoWithIt) {
  asyncio::run([] {
    {
      const asyncio::Future<> never;
      never.add_done_callback([counted = Counted()](const asyncio::Future<>&) {});
      EXPECT_EQ(Counted::alive, 1);
    }
    // The callback knows its future, but does not keep it alive.
    EXPECT_EQ(Counted::alive, 0);
  });
}

TEST(Leak, ResultsAreMovedOutOfAFutureThatNobodyElseHolds) {
  asyncio::run([] {
    auto values = asyncio::await(asyncio::create_task([] { return std::vector<Counted>(10); }));
    EXPECT_EQ(Counted::alive, 10);
    values.clear();
    EXPECT_EQ(Counted::alive, 0);
  });
}

TEST(Leak, AGatheringLetsItsChildrenGo) {
  asyncio::run([] {
    asyncio::await(asyncio::gather([] { return Counted(); }, [] { return Counted(); }));
    EXPECT_EQ(Counted::alive, 0);
  });
}

TEST(Leak, ALoopThatNeverRanLeavesNothing) {
  auto loop = asyncio::new_event_loop();
  const Reports reports(loop);
  loop.call_soon([counted = Counted()] {});
  loop.call_later(1s, [counted = Counted()] {});
  loop.create_task([counted = Counted()] {});
  EXPECT_EQ(Counted::alive, 3);
  loop.close();
  EXPECT_EQ(Counted::alive, 0);
}

TEST(Leak, ALoopThatIsDroppedWithoutBeingClosedLetsItsCallbacksGo) {
  {
    auto loop = asyncio::new_event_loop();
    loop.call_soon([counted = Counted()] {});
    loop.call_later(1s, [counted = Counted()] {});
  }
  EXPECT_EQ(Counted::alive, 0);
}

TEST(Leak, AHandleMayOutliveItsLoop) {
  std::optional<asyncio::Handle> soon;
  std::optional<asyncio::Handle> later;
  {
    auto loop = asyncio::new_event_loop();
    soon = loop.call_soon([] {});
    later = loop.call_later(1s, [] {});
    loop.close();
  }
  soon->cancel();
  later->cancel();
}

TEST(Leak, AHandleMayOutliveALoopThatWasNeverClosed) {
  std::optional<asyncio::Handle> later;
  {
    auto loop = asyncio::new_event_loop();
    later = loop.call_later(1s, [] {});
  }
  later->cancel();
}

TEST(Leak, TasksMayOutliveTheirLoop) {
  std::optional<asyncio::Task<Counted>> task;
  asyncio::run([&] {
    task = asyncio::create_task([] { return Counted(); });
    asyncio::await(*task);
  });
  EXPECT_EQ(Counted::alive, 1);
  EXPECT_TRUE(task->done());
  task.reset();
  EXPECT_EQ(Counted::alive, 0);
}

}  // namespace
