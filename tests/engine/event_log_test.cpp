// The event log: what is written, that it is the same for equal runs, that it is small, and that a program can be stopped by it.
#include "core/event_log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <asyncio.hpp>
#include <asyncio/testing.hpp>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "../support/event_records.hpp"
#include "../support/logged_run.hpp"
#include "core/loop.hpp"

namespace asyncio::testing {
namespace {

using namespace std::chrono_literals;
using core::EventKind;

/// The kinds of the records, a letter each, and how many there are.
std::vector<EventKind> kinds(const std::vector<std::uint32_t>& words) {
  std::vector<EventKind> all;
  for (std::size_t at = 0; at < words.size();) {
    if ((words[at] & core::yielded_before) != 0) all.push_back(EventKind::yields);
    all.push_back(kind_of(words[at]));
    at += record_length(words, at);
  }
  return all;
}

std::size_t count(const std::vector<std::uint32_t>& words, EventKind kind) {
  const auto all = kinds(words);
  return static_cast<std::size_t>(std::count(all.begin(), all.end(), kind));
}

void two_workers_and_a_lock() {
  // Names of their own, as Task-1, Task-2 and so on are counted for the whole process.
  Lock lock;
  const auto worker = [&](Duration delay) {
    lock.run([&] { sleep(delay); });
    sleep(0s);
  };
  const auto first = create_task([&] { worker(1s); }, "first");
  const auto second = create_task([&] { worker(2s); }, "second");
  await(gather(first, second));
}

TEST(EventLog, IsTheSameForEqualRuns) {
  Heard first;
  Heard second;
  for (Heard* const heard : {&first, &second}) {
    // Its clock begins at 0.
    const asyncio::testing::World outside;
    run_logged(*heard, two_workers_and_a_lock);
  }
  EXPECT_FALSE(first.words.empty());
  EXPECT_EQ(first.words, second.words);
}

TEST(EventLog, TellsOfEachThingThatHappened) {
  Heard heard;
  run_logged(heard, two_workers_and_a_lock);
  EXPECT_EQ(count(heard.words, EventKind::task_created), 3U);
  EXPECT_EQ(count(heard.words, EventKind::done), 3U);
  EXPECT_EQ(count(heard.words, EventKind::acquired), 2U);
  EXPECT_EQ(count(heard.words, EventKind::released), 2U);
  EXPECT_EQ(count(heard.words, EventKind::yields), 2U);
  EXPECT_EQ(count(heard.words, EventKind::fired), 2U);
  // Two sleeps, one wait for the lock, one for the gathering.
  EXPECT_EQ(count(heard.words, EventKind::waits), 4U);
  // The gathering's two children, and from the wait to the lock.
  EXPECT_EQ(count(heard.words, EventKind::edge), 3U);
  EXPECT_EQ(count(heard.words, EventKind::loop_closed), 1U);
}

TEST(EventLog, TakesAtMostSixteenBytesAnEventOnAverage) {
  Heard heard;
  run_logged(heard, [] {
    std::vector<Task<>> tasks;
    for (int i = 0; i != 100; ++i) {
      tasks.push_back(create_task([] {
        for (int j = 0; j != 10; ++j) {
          sleep(100ms);
          sleep(0s);
        }
      }));
    }
    await(gather(tasks));
  });
  EXPECT_LE(heard.words.size() * 4, kinds(heard.words).size() * 16);
}

std::size_t count_steps(const std::vector<std::uint32_t>& words) {
  return static_cast<std::size_t>(std::ranges::count_if(steps_of(words), [](std::int64_t step) { return step >= 0; }));
}

/// A program that never rests, of steps that take no time but for one.
void run_without_rest(Heard& heard, Duration long_step) {
  asyncio::testing::World world;
  run_logged(heard, [&] {
    for (int i = 0; i != 1000; ++i) {
      if (i == 500) world.advance(long_step);
      sleep(0s);
    }
  });
}

TEST(EventLog, DoesNotTimeEachStepOfAProgramThatNeverRests) {
  Heard heard;
  run_without_rest(heard, 0s);
  // One more is the callback by which the loop learns of main's end.
  EXPECT_EQ(count_steps(heard.words), 1002U);
  EXPECT_LE(count(heard.words, EventKind::step), 20U);
}

/// What the loop really does, as `steps_of` tells it.
class Witness final : public core::Observer {
 public:
  std::vector<std::int64_t> steps;
  void turn_begins() override { steps.push_back(-++turns_); }
  void step_begins(detail::TaskState* task) override { steps.push_back(task != nullptr ? task->id() : 0); }

 private:
  std::int64_t turns_ = 0;
};

/// A program in which tasks mostly give way, and now and then do something else, at random.
void run_at_random(Heard& heard, unsigned seed, Witness* witness) {
  World world;
  core::EventLog log(std::make_unique<MemorySink>(heard));
  EventLoop loop = new_event_loop();
  log.attach(loop.state());
  if (witness != nullptr) loop.state().observe(*witness);
  std::minstd_rand random(seed);
  const auto work = [&](const auto& self, int depth) -> void {
    for (int i = 0; i != 300; ++i) {
      switch (random() % 600) {
        case 0:
          sleep(1ms);
          break;
        case 1:
          loop.call_soon([] {});
          break;
        case 2:
          if (depth != 3) create_task([&, depth] { self(self, depth + 1); });
          break;
        case 3:
          world.advance(1ms);
          break;
        case 4:
          loop.stop();
          break;
        case 5:
          return;
        default:
          sleep(0s);
      }
    }
  };
  const auto main = loop.create_task([&] {
    for (unsigned i = 0; i != seed % 5; ++i) create_task([&] { work(work, 0); });
    work(work, 0);
    // Until the others are done.
    while (all_tasks().size() > 1) sleep(1ms);
    loop.stop();
  });
  while (!main.done()) loop.run_forever();
  if (witness != nullptr) loop.state().stop_observing(*witness);
  loop.close();
}

TEST(EventLog, CountsStepsWhereTheirOrderIsKnownAndTellsWhoRanNevertheless) {
  std::size_t counted = 0;
  for (unsigned seed = 1; seed != 25; ++seed) {
    Heard heard;
    Witness witness;
    run_at_random(heard, seed, &witness);
    const auto told = steps_of(heard.words);
    const auto difference = std::ranges::mismatch(told, witness.steps).in1 - told.begin();
    EXPECT_EQ(told, witness.steps) << "seed " << seed << " at " << difference;
    counted += count(heard.words, EventKind::steps);
  }
  EXPECT_GT(counted, 25U);
}

TEST(EventLog, WritesTheSameWithPausesAndWithout) {
  for (unsigned seed = 1; seed != 9; ++seed) {
    Heard unstopped;
    run_at_random(unstopped, seed, nullptr);
    Heard stopped;
    stopped.pause_points.step = 5;
    stopped.on_pause = [&] {
      const std::uint32_t next = stopped.pauses.back();
      EXPECT_EQ(count_steps(stopped.words) + stopped.counted_so_far, next - 1) << "steps that are known in a pause";
      stopped.pause_points.step = next + 7;
    };
    run_at_random(stopped, seed, nullptr);
    EXPECT_EQ(without_counted_names(stopped.words), without_counted_names(unstopped.words)) << "seed " << seed;
  }
}

TEST(EventLog, TimesEachStepAfterOneThatTookLong) {
  Heard heard;
  run_without_rest(heard, 60ms);
  EXPECT_GE(count(heard.words, EventKind::step), 64U);
}

TEST(EventLog, TimesFewStepsWhereTheyAreShort) {
  Heard heard;
  run_logged(heard, [] {
    for (int i = 0; i != 10'000; ++i) sleep(0s);
  });
  EXPECT_EQ(count_steps(heard.words), 10'002U);
  EXPECT_LE(count(heard.words, EventKind::step), 64U + 16U);
}

TEST(EventLog, TimesEachStepAfterAWait) {
  Heard heard;
  run_logged(heard, [] {
    sleep(1ms);
    for (int i = 0; i != 30; ++i) sleep(0s);
  });
  EXPECT_LE(count(heard.words, EventKind::untimed_step), 2U) << "before the wait";
}

TEST(EventLog, PausesBeforeTheStepThatIsAskedFor) {
  Heard heard;
  heard.pause_points.step = 3;
  int steps = 0;
  int steps_at_pause = -1;
  heard.on_pause = [&] {
    steps_at_pause = steps;
    heard.pause_points.step = core::PausePoints::never;
  };
  run_logged(heard, [&] {
    for (int i = 0; i != 5; ++i) {
      ++steps;
      sleep(0s);
    }
  });
  EXPECT_EQ(heard.pauses, std::vector<std::uint32_t>{3});
  EXPECT_EQ(steps_at_pause, 2);
  EXPECT_EQ(steps, 5);
}

/// Asks for a pause as a debugger does while the loop looks outside, after a turn has begun.
class AsksBetweenTurns final : public core::Observer {
 public:
  AsksBetweenTurns(core::PausePoints& points, int turn) : points_(points), turn_(turn) {}
  std::uint32_t next_step = 0;

  void step_begins(detail::TaskState*) override { ++steps_; }
  void turn_begins() override {
    if (--turn_ != 0) return;
    next_step = steps_ + 1;
    points_.step = next_step;
  }

 private:
  core::PausePoints& points_;
  int turn_;
  std::uint32_t steps_ = 1;
};

TEST(EventLog, PausesBeforeTheNextStepWhereThatIsAskedForBetweenTurns) {
  Heard heard;
  AsksBetweenTurns debugger(heard.pause_points, 700);
  run_logged(heard, [&] {
    detail::Loop::running()->observe(debugger);
    for (int i = 0; i != 1000; ++i) sleep(0s);
    detail::Loop::running()->stop_observing(debugger);
  });
  EXPECT_EQ(heard.pauses, std::vector{debugger.next_step});
}

TEST(EventLog, PausesBeforeTheFirstStepOfATurn) {
  Heard heard;
  heard.pause_points.turn = 2;
  heard.on_pause = [&] { heard.pause_points.turn = core::PausePoints::never; };
  run_logged(heard, [] {
    const auto yield = [] { sleep(0s); };
    await(gather(yield, yield));
  });
  // In the first turn main begins, and nothing else.
  EXPECT_EQ(heard.pauses, std::vector<std::uint32_t>{2});
}

TEST(EventLog, CountsTasksThatWereMadeBeforeAndAfterOtherObjects) {
  Heard heard;
  run_logged(heard, [] {
    sleep(1s);
    EXPECT_EQ(create_task([] {}).state()->id(), 3U);  // After main and its sleep.
  });
}

TEST(EventLog, CutsLongNamesAtACharactersBeginning) {
  Heard heard;
  std::string name;
  for (int i = 0; i != 150; ++i) name += "한";
  run_logged(heard, [&] { create_task([] {}, name); });
  const std::string text(reinterpret_cast<const char*>(heard.words.data()), heard.words.size() * 4);
  EXPECT_NE(text.find(name.substr(0, 198)), std::string::npos);
  EXPECT_EQ(text.find(name.substr(0, 201)), std::string::npos);
}

TEST(EventLog, NamesEachTaskHoweverManyThereAre) {
  constexpr std::size_t tasks = 10'000;
  Heard heard;
  run_logged(heard, [] {
    for (std::size_t i = 0; i != tasks; ++i) await(create_task([] {}, "no. " + std::to_string(i)));
    create_task([] {}, "no. 0");
  });
  std::map<std::uint32_t, std::string> texts;
  std::vector<std::string> names;
  for (std::size_t at = 0; at < heard.words.size(); at += record_length(heard.words, at)) {
    const EventKind kind = kind_of(heard.words[at]);
    if (kind == EventKind::string) {
      const auto* const text = reinterpret_cast<const char*>(&heard.words[at + 3]);
      EXPECT_TRUE(texts.try_emplace(heard.words[at + 1], text, heard.words[at + 2]).second) << "a number twice";
    } else if (kind == EventKind::task_created) {
      names.push_back(texts[heard.words[at + 4]]);
    }
  }
  ASSERT_EQ(names.size(), tasks + 2);
  EXPECT_EQ(names.front(), "main");
  for (std::size_t i = 0; i != tasks; ++i) EXPECT_EQ(names[i + 1], "no. " + std::to_string(i));
  EXPECT_EQ(names.back(), "no. 0");
}

TEST(EventLog, KeepsGoingWhenGatheringsAreNestedDeeply) {
  Heard heard;
  run_logged(heard, [] {
    Future<> never;
    auto all = gather(std::vector<Future<>>{never});
    std::vector<decltype(all)> keep{all};
    sleep(0s);
    never.cancel();
    try {
      await(all);
    } catch (const CancelledError&) {
    }
  });
  EXPECT_EQ(count(heard.words, EventKind::edge), 0U) << "a cancelled child is not pending";
}

}  // namespace
}  // namespace asyncio::testing
