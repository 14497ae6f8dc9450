#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <string>
#include <vector>

#include "../support/reports.hpp"
#include "../support/tasks.hpp"

namespace {

using asyncio::testing::let_all_run_once;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

/// A task that waits at `barrier` and notes how that ends.
auto arrive(asyncio::Barrier& barrier, std::string& log, std::string name) {
  return asyncio::create_task([&barrier, &log, name] {
    try {
      log += name + std::to_string(barrier.wait()) + " ";
    } catch (const asyncio::BrokenBarrierError& error) {
      log += name + " broken ";
    }
  });
}

TEST(Barrier, LetsAllPassWhenTheLastArrives) {
  asyncio::run([] {
    asyncio::Barrier barrier(3);
    std::string log;
    EXPECT_EQ(barrier.parties(), 3);
    const auto a = arrive(barrier, log, "a");
    const auto b = arrive(barrier, log, "b");
    let_all_run_once();
    EXPECT_EQ(barrier.n_waiting(), 2);
    const auto c = arrive(barrier, log, "c");
    asyncio::await(asyncio::gather(a, b, c));
    EXPECT_EQ(log, "c2 a0 b1 ");
    EXPECT_EQ(barrier.n_waiting(), 0);
    EXPECT_FALSE(barrier.broken());
  });
}

TEST(Barrier, IsUsedAgainAndAgain) {
  asyncio::run([] {
    asyncio::Barrier barrier(2);
    std::string log;
    const auto user = [&](std::string name) {
      return [&, name] {
        for (int i = 0; i != 3; ++i) log += name + std::to_string(barrier.wait()) + " ";
      };
    };
    asyncio::await(asyncio::gather(user("a"), user("b")));
    EXPECT_EQ(log, "b1 a0 b1 a0 b1 a0 ");
  });
}

TEST(Barrier, MakesWhoComesWhileTheOthersLeaveWaitForTheNextRound) {
  asyncio::run([] {
    asyncio::Barrier barrier(2);
    std::string log;
    std::vector<asyncio::Task<>> tasks;
    for (const auto* name : {"a", "b", "c", "d"}) tasks.push_back(arrive(barrier, log, name));
    asyncio::await(asyncio::gather(tasks));
    EXPECT_EQ(log, "b1 a0 d1 c0 ");
  });
}

TEST(Barrier, OfOnePartyWaitsForNobody) {
  asyncio::Barrier barrier(1);
  EXPECT_EQ(barrier.wait(), 0);
  EXPECT_EQ(barrier.wait(), 0);
}

TEST(Barrier, RefusesToBeForNobody) {
  EXPECT_EQ(message_of<asyncio::ValueError>([] { asyncio::Barrier(0); }), "parties must be > 0");
}

TEST(Barrier, RunsABodyWithThePosition) {
  asyncio::run([] {
    asyncio::Barrier barrier(2);
    const auto with = [&] { return barrier.run([](int position) { return position; }); };
    const auto without = [&] { barrier.run([] {}); };
    const auto [position, none] = asyncio::await(asyncio::gather(with, without));
    EXPECT_EQ(position, 0);
  });
}

TEST(Barrier, ThatIsAbortedBreaksWhoeverWaitsAndWhoeverComes) {
  asyncio::run([] {
    asyncio::Barrier barrier(3);
    std::string log;
    const auto a = arrive(barrier, log, "a");
    const auto b = arrive(barrier, log, "b");
    let_all_run_once();
    barrier.abort();
    EXPECT_TRUE(barrier.broken());
    EXPECT_EQ(barrier.n_waiting(), 0);
    EXPECT_EQ(message_of<asyncio::BrokenBarrierError>([&] { barrier.wait(); }), "Barrier aborted");
    asyncio::await(asyncio::gather(a, b));
    EXPECT_EQ(log, "a broken b broken ");
    EXPECT_TRUE(barrier.broken());
    barrier.reset();
    EXPECT_FALSE(barrier.broken());
    asyncio::await(asyncio::gather(arrive(barrier, log, "a"), arrive(barrier, log, "b"), arrive(barrier, log, "c")));
    EXPECT_EQ(log, "a broken b broken c2 a0 b1 ");
  });
}

TEST(Barrier, ThatIsResetBreaksWhoeverWaitsAndThenIsAsNew) {
  asyncio::run([] {
    asyncio::Barrier barrier(2);
    std::string log;
    const auto a = arrive(barrier, log, "a");
    let_all_run_once();
    barrier.reset();
    const auto b = arrive(barrier, log, "b");
    const auto c = arrive(barrier, log, "c");
    asyncio::await(asyncio::gather(a, b, c));
    EXPECT_EQ(log, "a broken c1 b0 ");
    EXPECT_FALSE(barrier.broken());
    barrier.reset();
    EXPECT_EQ(barrier.n_waiting(), 0);
  });
}

TEST(Barrier, WaitsForOneMoreWhenATaskIsCancelled) {
  asyncio::run([] {
    asyncio::Barrier barrier(3);
    std::string log;
    const auto a = arrive(barrier, log, "a");
    const auto b = arrive(barrier, log, "b");
    let_all_run_once();
    a.cancel();
    EXPECT_THROW(asyncio::await(a), asyncio::CancelledError);
    EXPECT_EQ(barrier.n_waiting(), 1);
    const auto c = arrive(barrier, log, "c");
    let_all_run_once();
    EXPECT_EQ(log, "");
    const auto d = arrive(barrier, log, "d");
    asyncio::await(asyncio::gather(b, c, d));
    EXPECT_EQ(log, "d2 b1 c1 ");
  });
}

TEST(Barrier, LetsTheOthersPassWhenATaskIsCancelledAsItLeaves) {
  asyncio::run([] {
    asyncio::Barrier barrier(3);
    std::string log;
    const auto a = arrive(barrier, log, "a");
    const auto b = arrive(barrier, log, "b");
    let_all_run_once();
    log += std::to_string(barrier.wait()) + " ";
    a.cancel();
    EXPECT_THROW(asyncio::await(a), asyncio::CancelledError);
    asyncio::await(b);
    EXPECT_EQ(log, "2 b1 ");
    EXPECT_EQ(barrier.n_waiting(), 0);
    const auto c = arrive(barrier, log, "c");
    let_all_run_once();
    EXPECT_EQ(barrier.n_waiting(), 1);
    c.cancel();
    EXPECT_THROW(asyncio::await(c), asyncio::CancelledError);
  });
}

TEST(Barrier, MayBeDestroyedWhileTasksWait) {
  asyncio::run([] {
    auto barrier = std::make_unique<asyncio::Barrier>(2);
    std::string log;
    const auto asleep = arrive(*barrier, log, "asleep");
    let_all_run_once();
    barrier.reset();
    let_all_run_once();
    EXPECT_FALSE(asleep.done());
    asleep.cancel();
    EXPECT_THROW(asyncio::await(asleep), asyncio::CancelledError);
    barrier = std::make_unique<asyncio::Barrier>(2);
    const auto woken = arrive(*barrier, log, "woken");
    let_all_run_once();
    barrier->wait();
    barrier.reset();
    let_all_run_once();
    woken.cancel();
    EXPECT_THROW(asyncio::await(woken), asyncio::CancelledError);
    EXPECT_EQ(log, "");
  });
}

TEST(Barrier, IsLeftAloneByTasksThatTheClosingLoopUnwinds) {
  asyncio::Barrier barrier(3);
  auto loop = asyncio::new_event_loop();
  asyncio::testing::Reports reports(loop);
  std::vector<asyncio::Task<int>> tasks;
  for (int i = 0; i != 2; ++i) tasks.push_back(loop.create_task([&] { return barrier.wait(); }));
  loop.call_soon([&] { loop.stop(); });
  loop.run_forever();
  EXPECT_EQ(barrier.n_waiting(), 2);
  loop.close();
  EXPECT_EQ(barrier.n_waiting(), 0);
  EXPECT_EQ(reports.lines.size(), 2U);
}

}  // namespace
