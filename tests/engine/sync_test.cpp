#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <string>

#include "../support/reports.hpp"
#include "../support/tasks.hpp"

namespace {

using asyncio::testing::let_all_run_once;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(Event, WakesAllThatWaitInOrderEvenWhenClearedAtOnce) {
  asyncio::run([] {
    asyncio::Event event;
    std::string log;
    const auto wait = [&](std::string name) {
      return asyncio::create_task(
          [&, name] { log += name + (event.wait() ? "+" : "-") + (event.is_set() ? "set " : "unset "); });
    };
    const auto a = wait("a");
    const auto b = wait("b");
    const auto c = wait("c");
    let_all_run_once();
    event.set();
    event.clear();
    const auto late = wait("late");
    let_all_run_once();
    EXPECT_EQ(log, "a+unset b+unset c+unset ");
    EXPECT_FALSE(late.done());
    event.set();
    asyncio::await(late);
    EXPECT_EQ(log, "a+unset b+unset c+unset late+set ");
  });
}

TEST(Event, ThatIsSetIsNotWaitedFor) {
  asyncio::run([] {
    asyncio::Event event;
    event.set();
    bool other_ran = false;
    const auto other = asyncio::create_task([&] { other_ran = true; });
    EXPECT_TRUE(event.wait());
    EXPECT_FALSE(other_ran);
    asyncio::await(other);
  });
}

TEST(Event, OutsideATaskIsWaitedForOnlyIfItIsSet) {
  asyncio::Event event;
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { event.wait(); }),
            "Event.wait() must wait, outside a task: call it in a function that asyncio::run or create_task runs");
  event.set();
  EXPECT_TRUE(event.wait());
}

TEST(Event, WaitedForByACancelledTaskStillWakesTheOthers) {
  asyncio::run([] {
    asyncio::Event event;
    const auto wait = [&] { event.wait(); };
    const auto asleep = asyncio::create_task(wait);
    const auto woken = asyncio::create_task(wait);
    const auto other = asyncio::create_task(wait);
    let_all_run_once();
    asleep.cancel();
    event.set();
    woken.cancel("too late");
    EXPECT_THROW(asyncio::await(asleep), asyncio::CancelledError);
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(woken); }), "too late");
    asyncio::await(other);
  });
}

TEST(Event, BelongsToTheLoopWhoseTasksWait) {
  asyncio::Event event;
  auto loop = asyncio::new_event_loop();
  const auto task = loop.create_task([&] { event.wait(); });
  loop.call_soon([&] { loop.stop(); });
  loop.run_forever();
  asyncio::run([&] {
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { event.wait(); }), "Event is bound to a different event loop");
  });
  event.set();
  loop.run_until_complete(task);
  loop.close();
}

TEST(Waiting, IsNamedInADeadlock) {
  const auto message = message_of<asyncio::DeadlockError>([] {
    asyncio::run([] {
      asyncio::current_task()->set_name("main");
      asyncio::Event event;
      asyncio::Lock lock;
      asyncio::Semaphore semaphore(0);
      asyncio::Condition condition(lock);
      asyncio::Barrier barrier(2);
      asyncio::Queue<int> queue(1);
      queue.put(1);
      auto gone = std::make_unique<asyncio::Event>();
      const auto a = asyncio::create_task([&] { condition.run([&] { condition.wait(); }); }, "a");
      const auto b = asyncio::create_task([&] { semaphore.acquire(); }, "b");
      const auto c = asyncio::create_task([&] { barrier.wait(); }, "c");
      const auto d = asyncio::create_task([&] { queue.put(2); }, "d");
      const auto e = asyncio::create_task([&] { queue.join(); }, "e");
      const auto f = asyncio::create_task([&] { gone->wait(); }, "f");
      const auto g = asyncio::create_task([&] { asyncio::Queue<int>().get(); }, "g");
      const auto h = asyncio::create_task([&] { lock.run([&] { event.wait(); }); }, "h");
      const auto i = asyncio::create_task([&] { lock.acquire(); }, "i");
      const auto j = asyncio::create_task([&] { condition.acquire(); }, "j");
      let_all_run_once();
      gone.reset();
      asyncio::await(a);
    });
  });
  EXPECT_EQ(asyncio::testing::without_places(message),
            "deadlock: every task waits, and nothing can wake one."
            "\n  main waits for a"
            "\n  a waits for Condition.wait()"
            "\n  b waits for Semaphore.acquire()"
            "\n  c waits for Barrier.wait()"
            "\n  d waits for Queue.put()"
            "\n  e waits for Queue.join()"
            "\n  f waits for Event.wait() of an object that is destroyed"
            "\n  g waits for Queue.get()"
            "\n  h waits for Event.wait()"
            "\n  i waits for Lock.acquire()"
            "\n  j waits for Condition.acquire()");
}

/// What waiting by `wait` says in another loop than the one in which it waited first.
template <class Wait>
std::string second_loop_says(Wait wait) {
  asyncio::run([&] {
    const auto task = asyncio::create_task(wait);
    let_all_run_once();
    task.cancel();
  });
  return message_of<asyncio::RuntimeError>([&] { asyncio::run(wait); });
}

TEST(LoopBound, IsWhateverATaskHasWaitedFor) {
  asyncio::Event event;
  EXPECT_EQ(second_loop_says([&] { event.wait(); }), "Event is bound to a different event loop");
  asyncio::Lock lock;
  lock.try_lock();
  EXPECT_EQ(second_loop_says([&] { lock.acquire(); }), "Lock is bound to a different event loop");
  asyncio::Semaphore semaphore(0);
  EXPECT_EQ(second_loop_says([&] { semaphore.acquire(); }), "Semaphore is bound to a different event loop");
  asyncio::Condition condition;
  EXPECT_EQ(second_loop_says([&] { condition.run([&] { condition.wait(); }); }),
            "Condition is bound to a different event loop");
  EXPECT_FALSE(condition.locked());
  asyncio::Barrier barrier(2);
  EXPECT_EQ(second_loop_says([&] { barrier.wait(); }), "Barrier is bound to a different event loop");
  asyncio::Queue<int> empty;
  EXPECT_EQ(second_loop_says([&] { empty.get(); }), "Queue is bound to a different event loop");
  asyncio::Queue<int> full(1);
  full.put_nowait(1);
  EXPECT_EQ(second_loop_says([&] { full.put(2); }), "Queue is bound to a different event loop");
  EXPECT_EQ(second_loop_says([&] { full.join(); }), "Queue is bound to a different event loop");
}

TEST(LoopBound, IsAQueueByGettingAlsoForPutting) {
  asyncio::Queue<int> queue(1);
  second_loop_says([&] { queue.get(); });
  queue.put_nowait(1);
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { asyncio::run([&] { queue.put(2); }); }),
            "Queue is bound to a different event loop");
}

TEST(LoopBound, IsNothingThatNobodyHadToWaitFor) {
  asyncio::Lock lock;
  asyncio::Queue<int> queue;
  for (int i = 0; i != 2; ++i) {
    asyncio::run([&] {
      lock.run([&] { queue.put(1); });
      EXPECT_EQ(queue.get(), 1);
    });
  }
}

}  // namespace
