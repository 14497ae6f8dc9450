#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/reports.hpp"
#include "../support/tasks.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using asyncio::testing::Witness;
using namespace std::chrono_literals;

/// A loop of the test's own, closed in the end.
class Loop : public testing::Test {
 protected:
  ~Loop() override { loop.close(); }

  void run_once() {
    loop.stop();
    loop.run_forever();
  }

  asyncio::EventLoop loop = asyncio::new_event_loop();
  std::string log;
};

TEST_F(Loop, CallsInTheOrderOfScheduling) {
  for (const char name : {'a', 'b', 'c'}) loop.call_soon([this, name] { log += name; });
  run_once();
  EXPECT_EQ(log, "abc");
}

TEST_F(Loop, CallsWhatACallbackSchedulesInTheNextIteration) {
  loop.call_soon([this] {
    log += "a";
    loop.call_soon([this] { log += "c"; });
  });
  loop.call_soon([this] { log += "b"; });
  run_once();
  EXPECT_EQ(log, "ab");
  run_once();
  EXPECT_EQ(log, "abc");
}

TEST_F(Loop, CallsTimersByDeadline) {
  for (const int delay : {3, 1, 2})
    loop.call_later(asyncio::Duration(delay), [this, delay] { log += std::to_string(delay); });
  loop.call_later(4s, [this] { loop.stop(); });
  loop.run_forever();
  EXPECT_EQ(log, "123");
}

TEST_F(Loop, CallsTimersOfOneDeadlineByAge) {
  const double when = loop.time() + 1;
  for (int i = 0; i != 9; ++i) loop.call_at(when, [this, i] { log += std::to_string(i); });
  loop.call_at(when, [this] { loop.stop(); });
  loop.run_forever();
  EXPECT_EQ(log, "012345678");
}

TEST_F(Loop, CallsWhatIsReadyBeforeATimerWithoutDelay) {
  loop.call_later(0s, [this] { log += "timer "; });
  loop.call_soon([this] {
    log += "soon ";
    loop.call_soon([this] { log += "child "; });
  });
  loop.call_later(1s, [this] { loop.stop(); });
  loop.run_forever();
  EXPECT_EQ(log, "soon timer child ");
}

TEST_F(Loop, CallsATimerWhoseTimeHasPassed) {
  loop.call_at(-5, [this] { log += "late"; });
  run_once();
  EXPECT_EQ(log, "late");
}

TEST_F(Loop, TellsWhenATimerIsDue) {
  auto timer = loop.call_at(loop.time() + 5, [] {});
  EXPECT_EQ(timer.when(), loop.time() + 5);
  auto soon = loop.call_soon([] {});
  EXPECT_EQ(soon.when(), 0);
}

TEST_F(Loop, DoesNotCallWhatWasCancelled) {
  auto timer = loop.call_later(1s, [this] { log += "timer "; });
  auto soon = loop.call_soon([this] { log += "soon "; });
  auto already_ready = loop.call_soon([this] { log += "ready "; });
  loop.call_later(2s, [this] { loop.stop(); });
  soon.cancel();
  timer.cancel();
  timer.cancel();
  EXPECT_TRUE(timer.cancelled());
  auto first = loop.call_soon([] {});
  already_ready.cancel();
  loop.run_forever();
  EXPECT_EQ(log, "");
  EXPECT_FALSE(first.cancelled());
}

TEST_F(Loop, LetsACallbackCancelTheOneBehindIt) {
  std::vector<asyncio::Handle> handles;
  loop.call_soon([&] { handles[0].cancel(); });
  handles.push_back(loop.call_soon([this] { log += "never"; }));
  run_once();
  EXPECT_EQ(log, "");
}

TEST_F(Loop, StoppedFinishesItsIteration) {
  loop.call_soon([this] {
    loop.stop();
    loop.call_soon([this] { log += "next "; });
  });
  loop.call_soon([this] { log += "same "; });
  loop.run_forever();
  EXPECT_EQ(log, "same ");
  run_once();
  EXPECT_EQ(log, "same next ");
}

TEST_F(Loop, StoppedBeforeItRunsGoesAroundOnce) {
  loop.stop();
  loop.call_soon([this] { log += "once "; });
  loop.run_forever();
  EXPECT_EQ(log, "once ");
  EXPECT_FALSE(loop.is_running());
}

TEST_F(Loop, StoppedLeavesTimersAndTasksForTheNextRun) {
  const auto task = loop.create_task([this] {
    asyncio::sleep(1s);
    log += "awake ";
  });
  run_once();
  EXPECT_EQ(log, "");
  loop.run_until_complete(task);
  EXPECT_EQ(log, "awake ");
}

TEST_F(Loop, RunsUntilAFutureIsDone) {
  const auto future = loop.create_future<std::string>();
  loop.call_later(1s, [&] { future.set_result("done"); });
  EXPECT_EQ(loop.run_until_complete(future), "done");
  EXPECT_EQ(loop.run_until_complete(future), "done");
}

TEST_F(Loop, RunsAFunctionToItsEnd) {
  EXPECT_EQ(loop.run_until_complete([] { return asyncio::sleep(1s, 3); }), 3);
  EXPECT_EQ(*loop.run_until_complete([] { return std::make_unique<int>(4); }), 4);
  EXPECT_EQ(
      message_of<std::runtime_error>([&] { loop.run_until_complete([] { throw std::runtime_error("thrown"); }); }),
      "thrown");
}

TEST_F(Loop, StoppedEarlyLeavesTheFuturePendingAndItselfUsable) {
  const auto future = loop.create_future<int>();
  loop.call_soon([this] { loop.stop(); });
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.run_until_complete(future); }),
            "Event loop stopped before Future completed.");
  EXPECT_FALSE(future.done());
  loop.call_soon([&] { future.set_result(1); });
  EXPECT_EQ(loop.run_until_complete(future), 1);
}

TEST_F(Loop, DoesNotRunInsideItself) {
  bool started = false;
  loop.run_until_complete([&] {
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.run_forever(); }), "This event loop is already running");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.run_until_complete([&] { started = true; }); }),
              "This event loop is already running");
    asyncio::sleep(1s);
    log += "goes on";
  });
  EXPECT_EQ(log, "goes on");
  EXPECT_FALSE(started);
}

TEST_F(Loop, DoesNotRunInsideAnother) {
  auto other = asyncio::new_event_loop();
  bool started = false;
  loop.run_until_complete([&] {
    const std::string message = "Cannot run the event loop while another loop is running";
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { other.run_forever(); }), message);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { other.run_until_complete([&] { started = true; }); }), message);
  });
  other.close();
  EXPECT_FALSE(started);
}

TEST_F(Loop, IsTheRunningOneOnlyWhileItRuns) {
  EXPECT_THROW(static_cast<void>(asyncio::get_running_loop()), asyncio::RuntimeError);
  loop.call_soon([this] {
    EXPECT_TRUE(loop.is_running());
    EXPECT_EQ(asyncio::get_running_loop(), loop);
  });
  run_once();
  EXPECT_FALSE(loop.is_running());
  EXPECT_THROW(static_cast<void>(asyncio::get_running_loop()), asyncio::RuntimeError);
}

TEST_F(Loop, ReportsWhatACallbackThrowsAndGoesOn) {
  const Reports reports(loop);
  loop.call_soon([] { throw std::runtime_error("callback"); });
  loop.call_soon([] { throw 42; });
  loop.call_soon([this] { log += "next"; });
  run_once();
  EXPECT_EQ(log, "next");
  EXPECT_EQ(Reports::text(),
            "Exception in callback: std::runtime_error: callback\n"
            "Exception in callback: int: 42\n");
}

TEST_F(Loop, TellsItsHandlerWhatAProgramSays) {
  const Reports reports(loop);
  loop.call_exception_handler({.message = "the disk is nearly full"});
  EXPECT_EQ(Reports::text(), "the disk is nearly full\n");
}

TEST_F(Loop, SurvivesAnExceptionHandlerThatThrows) {
  loop.set_exception_handler(
      [](asyncio::EventLoop&, const asyncio::ExceptionContext&) { throw std::runtime_error("handler"); });
  loop.call_soon([] { throw std::runtime_error("callback"); });
  loop.call_soon([this] { log += "next"; });
  run_once();
  EXPECT_EQ(log, "next");
}

TEST_F(Loop, LetsItsExceptionHandlerUseIt) {
  loop.set_exception_handler([](asyncio::EventLoop& self, const asyncio::ExceptionContext&) { self.stop(); });
  loop.call_later(1s, [] { throw std::runtime_error("stop"); });
  loop.run_forever();
}

TEST_F(Loop, ClosedRefusesEverything) {
  const auto future = loop.create_future<int>();
  loop.close();
  loop.close();
  EXPECT_TRUE(loop.is_closed());
  const std::string message = "Event loop is closed";
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.call_soon([] {}); }), message);
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.call_later(1s, [] {}); }), message);
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.call_at(1, [] {}); }), message);
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.create_task([] {}); }), message);
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.run_forever(); }), message);
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.run_until_complete(future); }), message);
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.run_until_complete([] {}); }), message);
}

TEST_F(Loop, IsNotClosedWhileItRuns) {
  loop.call_soon([this] {
    EXPECT_EQ(message_of<asyncio::RuntimeError>([this] { loop.close(); }), "Cannot close a running event loop");
  });
  run_once();
  EXPECT_FALSE(loop.is_closed());
}

TEST_F(Loop, ClosedDropsWhatWasScheduled) {
  const auto held = std::make_shared<int>(1);
  loop.call_soon([this, held] { log += "soon"; });
  loop.call_later(1s, [this, held] { log += "later"; });
  EXPECT_EQ(held.use_count(), 3);
  loop.close();
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_EQ(log, "");
}

TEST_F(Loop, ClosedUnwindsTheTasksThatWaitInIt) {
  const Reports reports(loop);
  const auto future = loop.create_future<int>();
  const auto task = loop.create_task(
      [&] {
        const Witness outer{log, "outer "};
        const auto nested = [&] {
          const Witness inner{log, "inner "};
          asyncio::await(future);
        };
        nested();
        log += "never ";
      },
      "pending");
  run_once();
  loop.close();
  EXPECT_EQ(log, "inner outer ");
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(Reports::text(), "Task was destroyed but it is pending!\n");
  EXPECT_FALSE(future.done());
}

TEST_F(Loop, ClosedDropsTasksThatHaveNotStarted) {
  const Reports reports(loop);
  const auto held = std::make_shared<int>(1);
  const auto task = loop.create_task([this, held] { log += "never"; }, "unstarted");
  loop.close();
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(log, "");
  EXPECT_EQ(Reports::text(), "Task was destroyed but it is pending!\n");
}

TEST_F(Loop, ClosedRefusesToWaitForTasksThatItUnwinds) {
  const Reports reports(loop);
  std::string message;
  const auto task = loop.create_task(
      [&] {
        try {
          asyncio::sleep(1h);
        } catch (const asyncio::GeneratorExit&) {
          message = message_of<asyncio::RuntimeError>([] { asyncio::sleep(1s); });
          throw;
        }
      },
      "lingering");
  run_once();
  loop.close();
  EXPECT_EQ(message, "lingering waits while its loop closes");
}

TEST_F(Loop, ClosedUnwindsAThousandTasks) {
  const Reports reports(loop);
  int unwound = 0;
  for (int i = 0; i != 1'000; ++i) {
    loop.create_task([&] {
      const struct Counts {
        int& count;
        ~Counts() { ++count; }
      } counts{unwound};
      asyncio::sleep(1h);
    });
  }
  run_once();
  loop.close();
  EXPECT_EQ(unwound, 1'000);
  EXPECT_EQ(Reports::lines.size(), 1'000U);
}

TEST_F(Loop, ClosedInsideATaskOfAnotherLoopUnwindsItsOwn) {
  const Reports reports(loop);
  loop.create_task([this] {
    const Witness witness{log, "unwound "};
    asyncio::sleep(1h);
  });
  run_once();
  asyncio::run([this] {
    const auto other = asyncio::create_task([this] { log += "other "; });
    loop.close();
    log += "closed ";
    asyncio::await(other);
    EXPECT_TRUE(asyncio::current_task().has_value());
  });
  EXPECT_EQ(log, "unwound closed other ");
}

TEST_F(Loop, RunsAfterAnother) {
  auto other = asyncio::new_event_loop();
  EXPECT_EQ(other.run_until_complete([] { return asyncio::sleep(1s, 1); }), 1);
  EXPECT_EQ(loop.run_until_complete([] { return asyncio::sleep(1s, 2); }), 2);
  EXPECT_EQ(other.run_until_complete([] { return asyncio::sleep(1s, 3); }), 3);
  other.close();
}

TEST_F(Loop, RefusesToRunUntilAFutureOfAnotherLoopIsDone) {
  asyncio::EventLoop other = asyncio::new_event_loop();
  auto future = other.create_future<int>();
  bool ran = false;
  other.call_soon([&] { ran = true; });
  EXPECT_EQ(message_of<asyncio::ValueError>([&] { loop.run_until_complete(future); }),
            "The future belongs to a different loop than the one specified as the loop argument");
  EXPECT_FALSE(ran);
}

}  // namespace
