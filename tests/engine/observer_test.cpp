// What the loop tells its observers, and in which order.
#include "core/observer.hpp"

#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <asyncio/testing.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/loop.hpp"

namespace asyncio::testing {
namespace {

using namespace std::chrono_literals;
using detail::FutureState;
using detail::TaskState;

/// Writes down what it hears, one word or two for each.
class Listener final : public core::Observer {
 public:
  explicit Listener(EventLoop loop) : loop_(loop.state()) { loop_.observe(*this); }
  ~Listener() override {
    if (listens_) loop_.stop_observing(*this);
  }

  void task_created(TaskState& task, std::source_location where) override {
    add("created " + task.name());
    created_at = where.line();
  }
  void task_named(TaskState& task) override { add("named " + task.name()); }
  void task_ready(TaskState& task) override { add("ready " + task.name()); }
  void step_begins(TaskState* task) override { add("step " + (task != nullptr ? task->name() : "callback")); }
  void task_yields(TaskState& task) override { add("yields " + task.name()); }
  void task_waits(TaskState& task, FutureState& awaited) override {
    add("waits " + task.name() + " for " + awaited.describe());
    waits_at = task.where().line();
  }
  void cancel_requested(TaskState& task, std::string_view message, std::source_location where) override {
    add("cancel " + task.name() + " " + std::string(message));
    cancelled_at = where.line();
  }
  void cancel_received(TaskState& task) override { add("cancelled " + task.name()); }
  void future_done(FutureState& future) override { add("done " + future.describe()); }
  void acquired(detail::WaitQueue&, TaskState& by) override { add("acquired by " + by.name()); }
  void released(detail::WaitQueue&) override { add("released"); }
  void operation_started(FutureState& future) override { add("begun " + future.describe()); }
  void operation_ended(FutureState& future, core::OperationEnd how) override {
    constexpr std::string_view words[] = {"answered ", "failed ", "given up "};
    add(std::string(words[static_cast<int>(how)]) + future.describe());
  }
  void loop_closed(detail::Loop&) override {
    listens_ = false;
    add("closed");
  }

  std::string heard;
  std::uint_least32_t created_at = 0;
  std::uint_least32_t waits_at = 0;
  std::uint_least32_t cancelled_at = 0;

 private:
  void add(const std::string& what) { heard += what + '\n'; }

  detail::Loop& loop_;
  bool listens_ = true;
};

std::string heard_while(void (*body)()) {
  std::string heard;
  run([&] {
    current_task()->set_name("main");
    const Listener listener(get_running_loop());
    body();
    heard = listener.heard;
  });
  return heard;
}

TEST(Observer, HearsOfATaskFromItsCreationToItsEnd) {
  EXPECT_EQ(heard_while([] { await(create_task([] { sleep(0s); }, "child")); }),
            "created child\n"
            "waits main for child\n"
            "step child\n"
            "yields child\n"
            "step child\n"
            "done child\n"
            "ready main\n"
            "step main\n");
}

TEST(Observer, HearsWhichTimerWokeASleeper) {
  EXPECT_EQ(heard_while([] { sleep(1s); }),
            "waits main for sleep(1.000000)\n"
            "step callback\n"
            "done sleep(1.000000)\n"
            "ready main\n"
            "step main\n");
}

TEST(Observer, HearsWhoIsAskedToCancelAndWhereItArrives) {
  EXPECT_EQ(heard_while([] {
              auto child = create_task([] { sleep(1h); }, "child");
              sleep(0s);
              child.cancel("enough");
              try {
                await(child);
              } catch (const CancelledError&) {
              }
            }),
            "created child\n"
            "yields main\n"
            "step child\n"
            "waits child for sleep(3600.000000)\n"
            "step main\n"
            "cancel child enough\n"
            "done sleep(3600.000000)\n"
            "ready child\n"
            "waits main for child\n"
            "step child\n"
            "cancelled child\n"
            "done child\n"
            "ready main\n"
            "step main\n"
            "cancelled main\n");
}

TEST(Observer, HearsWhoHoldsALock) {
  EXPECT_EQ(heard_while([] {
              Lock lock;
              lock.acquire();
              auto other = create_task([&] { lock.acquire(); }, "other");
              sleep(0s);
              lock.release();
              await(other);
            }),
            "acquired by main\n"
            "created other\n"
            "yields main\n"
            "step other\n"
            "waits other for Lock.acquire()\n"
            "step main\n"
            "released\n"
            "done Lock.acquire()\n"
            "ready other\n"
            "waits main for other\n"
            "step other\n"
            "acquired by other\n"
            "done other\n"
            "ready main\n"
            "step main\n");
}

TEST(Observer, HearsWhatIsUnderWayOutside) {
  testing::World world;
  world.serve("http://a/", Response{.status = 200});
  world.serve("http://silent/", [](const testing::Request&) -> std::optional<Response> { return std::nullopt; });
  EXPECT_EQ(heard_while([] {
              fetch("http://a/");
              try {
                fetch("http://nowhere/");
              } catch (const ClientError&) {
              }
              try {
                timeout(1s, [] { fetch("http://silent/"); });
              } catch (const TimeoutError&) {
              }
            }),
            "begun fetch(\"http://a/\")\n"
            "waits main for fetch(\"http://a/\")\n"
            "answered fetch(\"http://a/\")\n"
            "done fetch(\"http://a/\")\n"
            "ready main\n"
            "step main\n"
            "begun fetch(\"http://nowhere/\")\n"
            "waits main for fetch(\"http://nowhere/\")\n"
            "failed fetch(\"http://nowhere/\")\n"
            "done fetch(\"http://nowhere/\")\n"
            "ready main\n"
            "step main\n"
            "begun fetch(\"http://silent/\")\n"
            "waits main for fetch(\"http://silent/\")\n"
            "step callback\n"
            "cancel main \n"
            "given up fetch(\"http://silent/\")\n"
            "done fetch(\"http://silent/\")\n"
            "ready main\n"
            "step main\n"
            "cancelled main\n");
}

TEST(Observer, IsToldTheLinesOfTheProgram) {
  run([] {
    Listener listener(get_running_loop());
    unsigned line = __LINE__ + 1;
    const auto task = create_task([] {});
    EXPECT_EQ(listener.created_at, line);
    line = __LINE__ + 1;
    await(task);
    EXPECT_EQ(listener.waits_at, line);
    Event event;
    get_running_loop().call_soon([&] { event.set(); });
    line = __LINE__ + 1;
    event.wait();
    EXPECT_EQ(listener.waits_at, line);
    const std::vector<std::function<void()>> sleepers{[] { sleep(1h); }};
    line = __LINE__ + 1;
    auto all = gather(sleepers);
    EXPECT_EQ(listener.created_at, line);
    line = __LINE__ + 1;
    all.cancel();
    EXPECT_EQ(listener.cancelled_at, line) << "of the child, for which the gathering passes it on";
    try {
      await(all);
    } catch (const CancelledError&) {
    }
    TaskGroup group;
    group.run([&] {
      group.create_task([] { sleep(1h); });
      line = __LINE__ + 1;
      group.cancel();
      EXPECT_EQ(listener.cancelled_at, line);
    });
    try {
      wait_for([] { sleep(1h); }, 1ms);
    } catch (const TimeoutError&) {
    }
    EXPECT_EQ(listener.cancelled_at, 0U) << "a timeout has no line";
  });
}

TEST(Observer, IsToldTheLineOfAGatherOfEachOfItsFunctions) {
  run([] {
    Listener listener(get_running_loop());
    const auto nothing = [] {};
    const auto told_at = [&](std::uint_least32_t line, auto&& gathering) {
      EXPECT_EQ(std::exchange(listener.created_at, 0), line);
      await(gathering);
    };
    told_at(__LINE__, gather(nothing));
    told_at(__LINE__, gather(nothing, nothing));
    told_at(__LINE__, gather(nothing, nothing, nothing, nothing, nothing, nothing));
    told_at(__LINE__, gather(return_exceptions, nothing, nothing));
    told_at(0, gather(nothing, nothing, nothing, nothing, nothing, nothing, nothing));
    told_at(0, gather(return_exceptions, nothing, nothing, nothing, nothing, nothing, nothing, nothing));
  });
}

TEST(Observer, IsToldOfTheEndOfTheLoopOnce) {
  EventLoop loop = new_event_loop();
  Listener listener(loop);
  loop.close();
  loop.close();
  EXPECT_EQ(listener.heard, "closed\n");
}

TEST(TaskState, IsCreatedReadyRunningWaitingAndDone) {
  using State = TaskState::State;
  run([] {
    auto task = create_task([] { sleep(1s); });
    const auto state = [&] { return static_cast<const TaskState&>(*task.state()).state(); };
    EXPECT_EQ(state(), State::created);
    sleep(0s);
    EXPECT_EQ(state(), State::waiting);
    task.cancel();
    EXPECT_EQ(state(), State::ready);
    EXPECT_EQ(current_task()->state()->as_task()->state(), State::running);
    sleep(0s);
    EXPECT_EQ(state(), State::done);
  });
}

TEST(TaskState, HasANumberWhetherItHasANameOrNot) {
  run([] {
    const auto first = create_task([] {}, "named");
    const auto second = create_task([] {});
    EXPECT_EQ(second.state()->id(), first.state()->id() + 1);
  });
}

}  // namespace
}  // namespace asyncio::testing
