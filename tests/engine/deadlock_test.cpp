#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <source_location>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::without_places;
using namespace std::chrono_literals;

constexpr const char* headline = "deadlock: every task waits, and nothing can wake one.";

TEST(Deadlock, NamesTheTasksAndWhatTheyWaitFor) {
  const auto message = message_of<asyncio::DeadlockError>([] {
    asyncio::run([] {
      asyncio::current_task()->set_name("main");
      const asyncio::Future<> never;
      const auto worker = asyncio::create_task([&] { asyncio::await(never); }, "worker");
      const auto waiter = asyncio::create_task([&] { asyncio::await(asyncio::gather(worker, never)); }, "collector");
      asyncio::await(waiter);
    });
  });
  EXPECT_EQ(without_places(message), std::string(headline) +
                                         "\n  main waits for collector"
                                         "\n  worker waits for a Future"
                                         "\n  collector waits for gather() of worker, a Future");
}

TEST(Deadlock, NamesTheLineOfEachWait) {
  unsigned int line = 0;
  const auto message = message_of<asyncio::DeadlockError>([&] {
    asyncio::run([&] {
      line = std::source_location::current().line() + 1;
      asyncio::await(asyncio::Future<>());
    });
  });
  EXPECT_TRUE(message.ends_with(" waits for a Future at deadlock_test.cpp:" + std::to_string(line))) << message;
}

TEST(Deadlock, NamesNoMoreThanCanBeRead) {
  const auto message = message_of<asyncio::DeadlockError>([] {
    asyncio::run([] {
      std::vector<asyncio::Task<>> tasks;
      for (int i = 0; i != 99; ++i) tasks.push_back(asyncio::create_task([] { asyncio::await(asyncio::Future<>()); }));
      asyncio::await(asyncio::gather(tasks));
    });
  });
  EXPECT_NE(message.find("gather() of Task-"), std::string::npos) << message;
  EXPECT_NE(without_places(message).find(" and 94 more\n"), std::string::npos) << message;
  EXPECT_NE(message.find("\n  and 80 more"), std::string::npos) << message;
}

TEST(Deadlock, IsWhatATaskThatWaitsForItselfThroughAGatheringEndsIn) {
  const auto message = message_of<asyncio::DeadlockError>([] {
    asyncio::run([] {
      asyncio::current_task()->set_name("main");
      std::vector<asyncio::Task<>> tasks;
      tasks.push_back(asyncio::create_task([&] { asyncio::await(asyncio::gather(tasks[1])); }, "a"));
      tasks.push_back(asyncio::create_task([&] { asyncio::await(tasks[0]); }, "b"));
      asyncio::await(tasks[0]);
    });
  });
  EXPECT_EQ(without_places(message), std::string(headline) +
                                         "\n  main waits for a"
                                         "\n  a waits for gather() of b"
                                         "\n  b waits for a");
}

TEST(Deadlock, UnwindsTheTasks) {
  std::string log;
  EXPECT_THROW(asyncio::run([&] {
                 const struct Witness {
                   std::string& log;
                   ~Witness() { log += "unwound"; }
                 } witness{log};
                 asyncio::await(asyncio::Future<>());
               }),
               asyncio::DeadlockError);
  EXPECT_EQ(log, "unwound");
}

TEST(Deadlock, IsNoneWhileATimerRuns) {
  asyncio::run([] {
    const asyncio::Future<int> future;
    asyncio::get_running_loop().call_later(1h, [&] { future.set_result(1); });
    EXPECT_EQ(asyncio::await(future), 1);
  });
}

TEST(Deadlock, IsOneOnceTheLastTimerIsCancelled) {
  EXPECT_THROW(asyncio::run([] {
                 const asyncio::Future<> future;
                 auto timer = asyncio::get_running_loop().call_later(1h, [&] { future.set_result(); });
                 asyncio::get_running_loop().call_later(1s, [&] { timer.cancel(); });
                 asyncio::await(future);
               }),
               asyncio::DeadlockError);
}

TEST(Deadlock, LeavesTheLoopUsable) {
  auto loop = asyncio::new_event_loop();
  const auto future = loop.create_future<int>();
  const auto task = loop.create_task([&] { return asyncio::await(future); });
  EXPECT_THROW(loop.run_until_complete(task), asyncio::DeadlockError);
  EXPECT_FALSE(task.done());
  future.set_result(8);
  EXPECT_EQ(loop.run_until_complete(task), 8);
  loop.close();
}

TEST(Deadlock, IsFoundInALoopWithNothingToDo) {
  auto loop = asyncio::new_event_loop();
  EXPECT_EQ(message_of<asyncio::DeadlockError>([&] { loop.run_forever(); }), headline);
  loop.close();
}

}  // namespace
