// Python's whole generator protocol, in the order of events that CPython gives it, and generators as ranges.
#include <gtest/gtest.h>

#include <algorithm>
#include <asyncio.hpp>
#include <cstdio>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../support/reports.hpp"
#include "../support/tasks.hpp"
#include "core/fiber.hpp"

namespace {

using asyncio::Generator;
using asyncio::testing::message_of;
using asyncio::testing::Reports;
using asyncio::testing::Witness;
using namespace std::chrono_literals;

static_assert(std::ranges::input_range<Generator<int>>);
static_assert(std::ranges::view<Generator<int>>);
static_assert(std::ranges::input_range<Generator<const std::string&>>);
static_assert(std::movable<Generator<int>> && !std::copyable<Generator<int>>);

Generator<int> custom_range(int n) {
  return {[n](auto& yield) {
    for (int i = 0; i != n; ++i) yield(i);
  }};
}

using Averager = Generator<std::optional<int>, int, std::pair<int, int>>;

Averager averager() {
  return [](auto& yield) {
    int total = 0;
    int count = 0;
    std::optional<int> average;
    for (;;) {
      const std::optional<int> x = yield(average);
      if (!x) return std::pair(total, count);
      total += *x;
      ++count;
      average = total / count;
    }
  };
}

TEST(Generator, RunsNothingBeforeTheFirstValueIsAskedForAndTakesNoStack) {
  std::string log;
  const auto& pool = asyncio::core::FiberPool::current();
  const auto busy = pool.size() - pool.idle();
  Generator<int> generator = [&](auto& yield) {
    log += "began ";
    yield(1);
  };
  EXPECT_EQ(pool.size() - pool.idle(), busy);
  EXPECT_EQ(log, "");
  EXPECT_EQ(next(generator), 1);
  EXPECT_EQ(log, "began ");
  EXPECT_EQ(pool.size() - pool.idle(), busy + 1);
  EXPECT_THROW(next(generator), asyncio::StopIteration);
  EXPECT_EQ(pool.size() - pool.idle(), busy);
}

TEST(Generator, FollowsPythonInSendingAndReturning) {
  Averager generator = averager();
  EXPECT_EQ(message_of<asyncio::TypeError>([&] { generator.send(1); }),
            "can't send non-None value to a just-started generator");
  EXPECT_EQ(asyncio::next(generator), std::nullopt);
  EXPECT_EQ(generator.send(10), 10);
  EXPECT_EQ(generator.send(20), 15);
  EXPECT_EQ(generator.send(60), 30);
  try {
    generator.send(std::nullopt);
    ADD_FAILURE();
  } catch (const asyncio::StopIteration& end) {
    EXPECT_EQ((end.value<std::pair<int, int>>()), std::pair(90, 3));
    EXPECT_EQ(end.value_if<int>(), nullptr);
    EXPECT_THROW(static_cast<void>(end.value<int>()), asyncio::TypeError);
  }
  for (int i = 0; i != 2; ++i) {
    try {
      generator.send(std::nullopt);
      ADD_FAILURE();
    } catch (const asyncio::StopIteration& end) {
      EXPECT_FALSE(end.has_value());
    }
  }
  EXPECT_EQ(next(generator, -1), -1);
}

TEST(Generator, FollowsPythonInThrowing) {
  std::string log;
  const auto resilient = [&]() -> Generator<std::string> {
    return [&](auto& yield) {
      for (;;) {
        const Witness finally{log, "finally "};
        std::string handled;
        try {
          yield("waiting");
          log += "got ";
        } catch (const std::invalid_argument& error) {
          handled = error.what();
        }
        if (handled.empty()) continue;
        log += "handled " + handled + " ";
        yield("recovered");
      }
    };
  };
  auto generator = resilient();
  EXPECT_EQ(next(generator), "waiting");
  EXPECT_EQ(generator.throw_(asyncio::ValueError("oops")), "recovered");
  EXPECT_EQ(next(generator), "waiting");
  EXPECT_EQ(log, "handled oops finally ");
  EXPECT_EQ(message_of<std::domain_error>([&] { generator.throw_(std::domain_error("fatal")); }), "fatal");
  EXPECT_EQ(log, "handled oops finally finally ");
  EXPECT_EQ(next(generator, "exhausted"), "exhausted");
  EXPECT_THROW(generator.throw_(std::domain_error("later")), std::domain_error);

  log.clear();
  auto fresh = resilient();
  EXPECT_EQ(message_of<asyncio::ValueError>([&] { fresh.throw_(asyncio::ValueError("early")); }), "early");
  EXPECT_EQ(next(fresh, "exhausted"), "exhausted");
  EXPECT_EQ(log, "");
}

TEST(Generator, CanBeThrownIntoWhileItYieldsInACatch) {
  Generator<int> generator = [](auto& yield) {
    try {
      throw std::runtime_error("outer");
    } catch (const std::runtime_error& error) {
      try {
        yield(1);
      } catch (const std::logic_error&) {
        yield(2);
      }
      EXPECT_STREQ(error.what(), "outer");
      EXPECT_EQ(message_of<std::runtime_error>([] { throw; }), "outer");
    }
  };
  try {
    throw std::runtime_error("of the consumer");
  } catch (const std::runtime_error&) {
    EXPECT_EQ(next(generator), 1);
    EXPECT_EQ(message_of<std::runtime_error>([] { throw; }), "of the consumer");
    EXPECT_EQ(generator.throw_(std::logic_error("thrown")), 2);
    EXPECT_EQ(next(generator, 3), 3);
    EXPECT_EQ(message_of<std::runtime_error>([] { throw; }), "of the consumer");
  }
}

Generator<int> worker(std::string& log, bool stubborn) {
  return [&log, stubborn](auto& yield) {
    const Witness finally{log, "finally "};
    log += "started ";
    bool closed = false;
    try {
      yield(1);
      log += "resumed ";
    } catch (const asyncio::GeneratorExit&) {
      log += "GeneratorExit ";
      closed = true;
    }
    if (closed && stubborn) yield(2);
    if (closed) throw asyncio::GeneratorExit();
  };
}

TEST(Generator, FollowsPythonInClosing) {
  std::string log;
  auto normal = worker(log, false);
  next(normal);
  normal.close();
  normal.close();
  EXPECT_EQ(log, "started GeneratorExit finally ");
  EXPECT_EQ(next(normal, -1), -1);

  log.clear();
  worker(log, false).close();
  EXPECT_EQ(log, "");

  auto bad = worker(log, true);
  next(bad);
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { bad.close(); }), "generator ignored GeneratorExit");
  bad.close();
  EXPECT_EQ(log, "started GeneratorExit finally ");
}

TEST(Generator, IsClosedWhereItIsDropped) {
  std::string log;
  {
    auto generator = worker(log, false);
    next(generator);
    log += "dropping ";
  }
  EXPECT_EQ(log, "started dropping GeneratorExit finally ");
}

TEST(Generator, ThatIsDroppedWritesToStderrWhatItsCleanupThrows) {
  std::FILE* const file = std::tmpfile();
  if (file == nullptr) GTEST_SKIP() << "what is written can be captured only where there are files";
  std::fclose(file);
  testing::internal::CaptureStderr();
  {
    Generator<int> generator = [](auto& yield) {
      try {
        yield(1);
      } catch (const asyncio::GeneratorExit&) {
        throw std::runtime_error("cleaning up");
      }
    };
    next(generator);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "Exception ignored in: a dropped generator: std::runtime_error: cleaning up\n");
}

TEST(Generator, ThatThrowsStopIterationIsInError) {
  Generator<int> generator = [](auto& yield) {
    Generator<int> empty = custom_range(0);
    yield(next(empty));
  };
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { next(generator); }), "generator raised StopIteration");
  EXPECT_THROW(next(generator), asyncio::StopIteration);
}

TEST(Generator, CannotBeAdvancedByItself) {
  Generator<int>* self = nullptr;
  Generator<int> generator = [&](auto& yield) {
    EXPECT_EQ(message_of<asyncio::ValueError>([&] { next(*self); }), "generator already executing");
    EXPECT_EQ(message_of<asyncio::ValueError>([&] { self->close(); }), "generator already executing");
    EXPECT_EQ(message_of<asyncio::ValueError>([&] { yield.from(*self); }), "generator already executing");
    yield(1);
  };
  self = &generator;
  EXPECT_EQ(next(generator), 1);
}

TEST(Generator, YieldsOnlyInItsOwnBody) {
  Generator<int> generator = [](auto& yield) {
    Generator<int> inner = [&](auto&) { yield(5); };
    EXPECT_THROW(next(inner), asyncio::RuntimeError);
    asyncio::run([&] {
      asyncio::get_running_loop().call_soon([&] { EXPECT_THROW(yield(6), asyncio::RuntimeError); });
      asyncio::sleep(0s);
      EXPECT_THROW(yield(7), asyncio::RuntimeError);
    });
    yield(1);
  };
  EXPECT_EQ(next(generator), 1);
}

TEST(Generator, DelegatesWhatIsSentThrownAndReturned) {
  const auto outer = []() -> Generator<std::optional<int>, int, std::string> {
    return [](auto& yield) -> std::string {
      const auto [total, count] = yield.from(averager());
      return std::to_string(total) + "/" + std::to_string(count);
    };
  };
  auto generator = outer();
  EXPECT_EQ(next(generator), std::nullopt);
  EXPECT_EQ(generator.send(10), 10);
  EXPECT_EQ(generator.send(20), 15);
  try {
    next(generator);
    ADD_FAILURE();
  } catch (const asyncio::StopIteration& end) {
    EXPECT_EQ(end.value<std::string>(), "30/2");
  }
}

TEST(Generator, DelegatesToAnyRange) {
  Generator<int> generator = [](auto& yield) {
    yield.from(std::vector{1, 2});
    yield.from(std::views::iota(3, 5));
    yield.from(custom_range(2));
    yield.from(averager() | std::views::transform([](auto) { return 7; }) | std::views::take(1));
  };
  EXPECT_EQ(std::ranges::to<std::vector>(generator), (std::vector{1, 2, 3, 4, 0, 1, 7}));
}

TEST(Generator, ThrowsIntoTheInnermost) {
  std::string log;
  const auto inner = [&]() -> Generator<int> {
    return [&](auto& yield) {
      try {
        yield(1);
      } catch (const std::runtime_error& error) {
        log += error.what();
      }
      yield(2);
    };
  };
  const auto outer = [&]() -> Generator<int> {
    return [&](auto& yield) {
      try {
        yield.from(inner());
      } catch (const std::logic_error& error) {
        log += std::string(" outer ") + error.what();
      }
      yield(3);
    };
  };
  auto generator = outer();
  EXPECT_EQ(next(generator), 1);
  EXPECT_EQ(generator.throw_(std::runtime_error("a")), 2);
  EXPECT_EQ(generator.throw_(std::logic_error("b")), 3);
  EXPECT_EQ(log, "a outer b");
}

TEST(Generator, ClosesWhatItDelegatesToFirst) {
  std::string log;
  const auto outer = [&](bool stubborn) -> Generator<int> {
    return [&log, stubborn](auto& yield) {
      const Witness finally{log, "outer finally "};
      try {
        yield.from(worker(log, stubborn));
      } catch (const asyncio::RuntimeError& error) {
        log += std::string(error.what()) + " ";
      }
    };
  };
  auto generator = outer(false);
  next(generator);
  generator.close();
  EXPECT_EQ(log, "started GeneratorExit finally outer finally ");
  log.clear();
  auto stubborn = outer(true);
  next(stubborn);
  stubborn.close();
  EXPECT_EQ(log, "started GeneratorExit finally generator ignored GeneratorExit outer finally ");
}

TEST(Generator, GeneratorExitThrownInClosesWhatItDelegatesTo) {
  std::string log;
  Generator<int> generator = [&](auto& yield) {
    bool closed = false;
    try {
      yield.from(worker(log, false));
    } catch (const asyncio::GeneratorExit&) {
      closed = true;
    }
    if (closed) yield(9);
  };
  next(generator);
  EXPECT_EQ(generator.throw_(asyncio::GeneratorExit()), 9);
  EXPECT_EQ(log, "started GeneratorExit finally ");
}

TEST(Generator, GoesOnWhenSomeoneElseEndsWhatItDelegatesTo) {
  auto shared = custom_range(2);
  const auto outer = [&]() -> Generator<int> {
    return [&](auto& yield) {
      yield.from(shared);
      yield(100);
    };
  };
  auto first = outer();
  auto second = outer();
  EXPECT_EQ(next(first), 0);
  EXPECT_EQ(next(second), 1);
  EXPECT_EQ(next(first), 100);
  EXPECT_EQ(next(second), 100);
  EXPECT_EQ(next(first, -1), -1);
}

Generator<int> countdown(int n) {
  return [n](auto& yield) {
    yield(n);
    if (n != 0) yield.from(countdown(n - 1));
  };
}

TEST(Generator, DelegatesAThousandDeep) {
  int expected = 1'000;
  for (const int i : countdown(1'000)) EXPECT_EQ(i, expected--);
  EXPECT_EQ(expected, -1);
  auto dropped = countdown(1'000);
  for (int i = 0; i != 1'000; ++i) next(dropped);
}

TEST(Generator, IsARangeThatRunsNoFurtherThanItIsLookedAt) {
  std::string log;
  const auto naturals = [&]() -> Generator<int> {
    return [&](auto& yield) {
      for (int i = 0;; ++i) {
        log += std::to_string(i);
        yield(i);
      }
    };
  };
  // Without asking for the fourth, as Python's islice does.
  std::vector<int> seen;
  for (int i : naturals() | std::views::transform([](int n) { return 10 * n; }) | std::views::take(3))
    seen.push_back(i);
  EXPECT_EQ(seen, (std::vector{0, 10, 20}));
  EXPECT_EQ(log, "012");

  auto generator = naturals();
  for (int i : generator) {
    if (i == 2) break;
  }
  for (int i : generator) {
    EXPECT_EQ(i, 3);
    break;
  }
  EXPECT_EQ(next(generator), 4);
  EXPECT_EQ(*std::ranges::find(generator, 7), 7);
}

TEST(Generator, YieldsReferencesAndWhatCannotBeCopied) {
  std::vector<std::string> words{"a", "b"};
  const auto each = [&]() -> Generator<std::string&> {
    return [&](auto& yield) {
      for (auto& word : words) yield(word);
    };
  };
  for (auto& word : each()) word += "!";
  EXPECT_EQ(words, (std::vector<std::string>{"a!", "b!"}));

  Generator<std::unique_ptr<int>> owned = [](auto& yield) {
    for (int i = 0; i != 3; ++i) yield(std::make_unique<int>(i));
  };
  const std::unique_ptr<int> first = next(owned);
  EXPECT_EQ(*first, 0);
  for (auto& pointer : owned) EXPECT_GE(*std::exchange(pointer, nullptr), 1);

  Generator<void> bare = [](auto& yield) { yield(); };
  next(bare);
  EXPECT_THROW(next(bare), asyncio::StopIteration);
}

TEST(Generator, WaitsInItsBodyForTheTaskThatAdvancesIt) {
  std::string log;
  const auto slow = [&]() -> Generator<int> {
    return [&](auto& yield) {
      for (int i = 0; i != 2; ++i) {
        log += asyncio::current_task()->get_name() + " ";
        asyncio::sleep(1s);
        yield(i);
      }
    };
  };
  asyncio::run([&] {
    auto generator = slow();
    const auto first = asyncio::create_task([&] { return next(generator); }, "first");
    const auto second = asyncio::create_task(
        [&] { EXPECT_EQ(message_of<asyncio::ValueError>([&] { next(generator); }), "generator already executing"); });
    asyncio::await(second);
    EXPECT_EQ(asyncio::await(first), 0);
    // Made by one task, advanced by another.
    EXPECT_EQ(asyncio::await(asyncio::create_task([&] { return next(generator); }, "third")), 1);
    EXPECT_EQ(log, "first third ");
  });
}

TEST(Generator, IsToldOfACancellationWhereItsBodyWaits) {
  std::string log;
  asyncio::run([&] {
    Generator<int> generator = [&](auto& yield) {
      try {
        asyncio::sleep(1h);
      } catch (const asyncio::CancelledError&) {
        log += "cancelled ";
        throw;
      }
      yield(1);
    };
    const auto task = asyncio::create_task([&] { next(generator); });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_TRUE(task.cancelled());
    EXPECT_THROW(next(generator), asyncio::StopIteration);
  });
  EXPECT_EQ(log, "cancelled ");
}

TEST(Generator, KeepsExceptionsApartWhileBodyAndConsumerWaitInCatch) {
  asyncio::run([] {
    const auto consume = [](std::string name) {
      Generator<int> generator = [name](auto& yield) {
        try {
          throw std::runtime_error(name);
        } catch (const std::runtime_error&) {
          for (int i = 0; i != 3; ++i) {
            asyncio::sleep(0s);
            EXPECT_EQ(message_of<std::runtime_error>([] { throw; }), name);
            yield(i);
          }
        }
      };
      try {
        throw std::logic_error(name);
      } catch (const std::logic_error&) {
        while (next(generator, -1) != -1) {
          asyncio::sleep(0s);
          EXPECT_EQ(message_of<std::logic_error>([] { throw; }), name);
        }
      }
      EXPECT_EQ(std::current_exception(), nullptr);
    };
    asyncio::await(asyncio::gather([&] { consume("a"); }, [&] { consume("b"); }, [&] { consume("c"); }));
  });
}

TEST(Generator, IsUnwoundWithATaskThatWaitsInIt) {
  std::string log;
  auto loop = asyncio::new_event_loop();
  const Reports reports(loop);
  loop.create_task([&] {
    const Witness task{log, "task "};
    Generator<int> generator = [&](auto& yield) {
      const Witness body{log, "body "};
      asyncio::sleep(1h);
      yield(1);
    };
    next(generator);
  });
  loop.stop();
  loop.run_forever();
  loop.close();
  EXPECT_EQ(log, "body task ");
}

TEST(Generator, MayBeDroppedWhileItsBodyWaits) {
  std::string log;
  asyncio::run([&] {
    std::optional<Generator<int>> generator([&](auto& yield) {
      const Witness body{log, "closed "};
      asyncio::sleep(1s);
      yield(1);
      log += "never ";
    });
    const auto task = asyncio::create_task([&] { return next(*generator); });
    asyncio::sleep(0s);
    generator.reset();
    EXPECT_EQ(log, "");
    EXPECT_EQ(asyncio::await(task), 1);
    EXPECT_EQ(log, "closed ");
  });
}

TEST(Generator, CleansUpWithWaitsWhereATaskDropsItAndLosesNoCancellation) {
  std::string log;
  asyncio::run([&] {
    const auto task = asyncio::create_task([&] {
      {
        Generator<int> generator = [&](auto& yield) {
          try {
            yield(1);
          } catch (const asyncio::GeneratorExit&) {
            asyncio::sleep(1h);
          }
        };
        next(generator);
      }
      log += "dropped ";
      asyncio::sleep(1h);
    });
    asyncio::sleep(0s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_EQ(task.cancelling(), 1);
  });
  EXPECT_EQ(log, "dropped ");
}

TEST(Generator, RunsInCallbacksAndALoopRunsInIt) {
  std::string log;
  auto generator = custom_range(2);
  asyncio::run([&] {
    asyncio::get_running_loop().call_soon([&] { log += std::to_string(next(generator)); });
    asyncio::sleep(0s);
    log += std::to_string(next(generator));
  });
  Generator<int> runs = [](auto& yield) {
    yield(asyncio::run([] {
      asyncio::sleep(1s);
      return 7;
    }));
  };
  log += std::to_string(next(runs));
  EXPECT_EQ(log, "017");
}

TEST(Generator, LeavesNothingOfTenThousand) {
  for (int i = 0; i != 10'000; ++i) {
    auto generator = custom_range(3);
    if (i % 2 == 0) next(generator);
    if (i % 4 == 0) {
      for (const int each : generator) EXPECT_GT(each, 0);
    }
  }
  const auto& pool = asyncio::core::FiberPool::current();
  EXPECT_EQ(pool.idle(), pool.size());
}

TEST(StopIteration, HoldsAnotherThatTheGeneratorReturned) {
  asyncio::Generator<int, void, asyncio::StopIteration> generator = {[](auto&) { return asyncio::StopIteration(2); }};
  try {
    asyncio::next(generator);
    FAIL();
  } catch (const asyncio::StopIteration& end) {
    EXPECT_EQ(end.value<asyncio::StopIteration>().value<int>(), 2);
  }
}

TEST(Generator, TellsTheLoopThatRunsWhatItThrowsWhenDropped) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    {
      asyncio::Generator<int> generator = {[](auto& yield) {
        try {
          yield(1);
        } catch (const asyncio::GeneratorExit&) {
          throw std::runtime_error("cleaning up");
        }
      }};
      asyncio::next(generator);
    }
    EXPECT_EQ(Reports::text(), "Exception ignored in: a dropped generator: std::runtime_error: cleaning up\n");
  });
}

}  // namespace
