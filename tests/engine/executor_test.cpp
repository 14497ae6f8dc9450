// Work beside the loop: in threads natively, in workers in a browser, where every call has an instance of the program of its own.
#include <gmock/gmock.h>

#include <asyncio.hpp>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <variant>
#include <vector>

#include "../support/event_records.hpp"
#include "../support/logged_run.hpp"
#include "../support/reports.hpp"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using asyncio::testing::message_of;
using Clock = std::chrono::steady_clock;

constexpr bool shares_memory =
#if defined(__EMSCRIPTEN__)
    false;
#else
    true;
#endif

int twice(int number) { return number * 2; }

/// A call that takes a while, without a turn for anyone else on its thread.
int slow_twice(std::chrono::milliseconds delay, int number) {
  std::this_thread::sleep_for(delay);
  return twice(number);
}

// As tests/conformance/threads/run_in_executor. Python's gate is memory that the two share; here time stands for it.
int blocking(std::chrono::milliseconds gate, std::optional<int> value) {
  std::this_thread::sleep_for(gate);
  if (!value) throw asyncio::ValueError("from the worker");
  return *value * 2;
}

TEST(Executor, RunsWhatBlocksBesideTheLoop) {
  std::string log;
  asyncio::run([&log] {
    auto loop = asyncio::get_running_loop();
    // A worker that is there already takes no time to come up.
    asyncio::to_thread(twice, 1);
    auto tick = asyncio::create_task([&log] {
      for (int i = 0; i < 3; ++i) {
        asyncio::sleep(20ms);
        log += "tick " + std::to_string(i) + " while the worker is blocked\n";
      }
    });
    log +=
        "result: " + std::to_string(asyncio::await(loop.run_in_executor(nullptr, blocking, 500ms, std::optional(21)))) +
        "\n";
    asyncio::await(tick);
    try {
      asyncio::await(loop.run_in_executor(nullptr, blocking, 0ms, std::optional<int>()));
    } catch (const asyncio::ValueError& error) {
      log += "exception: "s + error.what() + "\n";
    }
    log += "to_thread: " + std::to_string(asyncio::to_thread(blocking, 0ms, std::optional(4))) + "\n";
  });
  EXPECT_EQ(log,
            "tick 0 while the worker is blocked\n"
            "tick 1 while the worker is blocked\n"
            "tick 2 while the worker is blocked\n"
            "result: 42\n"
            "exception: from the worker\n"
            "to_thread: 8\n");
}

struct Point {
  int x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

TEST(Executor, BringsValuesThereAndBack) {
  asyncio::run([] {
    using All = std::tuple<std::string, std::vector<std::string>, Point, std::optional<int>,
                           std::variant<int, std::vector<double>>, std::pair<char, bool>>;
    const All all{"text", {"a", "", "안녕"}, {1, 0.5}, std::nullopt, std::vector{1.5, 2.5}, {'c', true}};
    EXPECT_EQ(asyncio::to_thread([](const All& given) { return given; }, all), all);
    const std::string big(1'000'000, 'x');
    EXPECT_EQ(asyncio::to_thread([](const std::string& text) { return text + "y"; }, big), big + "y");
  });
}

TEST(Executor, TakesFunctionsAndLambdasWithoutCaptures) {
  asyncio::run([] {
    EXPECT_EQ(asyncio::to_thread(twice, 4), 8);
    EXPECT_EQ(asyncio::to_thread(&twice, 4), 8);
    EXPECT_EQ(asyncio::to_thread([](int number) { return number + 1; }, 4), 5);
    EXPECT_EQ(asyncio::to_thread([](auto number) noexcept { return number + 1; }, 4L), 5L);
    asyncio::to_thread([] {});
  });
}

TEST(Executor, SendsALiteralAsAString) {
  asyncio::run([] {
    EXPECT_EQ(asyncio::to_thread(
                  [](std::string_view text, const std::string& more) { return more + "/" + std::string(text); }, "some",
                  "thing"),
              "thing/some");
  });
}

TEST(Executor, RunsCallsAtTheSameTime) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    // Two workers that are up.
    asyncio::await(asyncio::gather(loop.run_in_executor(nullptr, slow_twice, 10ms, 0),
                                   loop.run_in_executor(nullptr, slow_twice, 10ms, 0)));
    const auto started = Clock::now();
    auto first = loop.run_in_executor(nullptr, slow_twice, 600ms, 1);
    auto second = loop.run_in_executor(nullptr, slow_twice, 600ms, 2);
    EXPECT_EQ(asyncio::await(asyncio::gather(first, second)), std::tuple(2, 4));
    // One after the other they would take 1,200 ms; a browser that is busy may take some hundred to answer.
    EXPECT_LT(Clock::now() - started, 1150ms);
  });
}

TEST(Executor, RunsAtMostSoManyCallsAtATime) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    asyncio::ThreadPoolExecutor pool(1);
    const auto started = Clock::now();
    std::vector<asyncio::Future<int>> calls;
    for (int i = 0; i != 4; ++i) calls.push_back(loop.run_in_executor(pool, slow_twice, 30ms, i));
    EXPECT_EQ(asyncio::await(asyncio::gather(calls)), (std::vector{0, 2, 4, 6}));
    EXPECT_GE(Clock::now() - started, 115ms);
  });
}

TEST(Executor, MakesManyCallsInTheOrderOfAsking) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    asyncio::ThreadPoolExecutor pool(1);
    std::vector<int> order;
    std::vector<asyncio::Future<int>> calls;
    for (int i = 0; i != 200; ++i) {
      calls.push_back(loop.run_in_executor(pool, twice, i));
      calls.back().add_done_callback(
          [&order](const asyncio::Future<int>& done) { order.push_back(done.result() / 2); });
    }
    asyncio::await(asyncio::gather(calls));
    asyncio::sleep(0s);
    ASSERT_EQ(order.size(), 200U);
    for (int i = 0; i != 200; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
  });
}

template <class E>
void throws_it(const std::string& message) {
  throw E(message);
}

template <class E>
std::string message_from_worker() {
  return message_of<E>([] { asyncio::to_thread(throws_it<E>, "it failed: "s + typeid(E).name()); });
}

TEST(Executor, BringsExceptionsBackByTheirType) {
  asyncio::run([] {
    EXPECT_EQ(message_from_worker<std::runtime_error>(), "it failed: "s + typeid(std::runtime_error).name());
    EXPECT_EQ(message_from_worker<std::invalid_argument>(), "it failed: "s + typeid(std::invalid_argument).name());
    EXPECT_EQ(message_from_worker<std::out_of_range>(), "it failed: "s + typeid(std::out_of_range).name());
    EXPECT_EQ(message_from_worker<std::logic_error>(), "it failed: "s + typeid(std::logic_error).name());
    EXPECT_EQ(message_from_worker<asyncio::ValueError>(), "it failed: "s + typeid(asyncio::ValueError).name());
    EXPECT_EQ(message_from_worker<asyncio::TypeError>(), "it failed: "s + typeid(asyncio::TypeError).name());
    EXPECT_EQ(message_from_worker<asyncio::TimeoutError>(), "it failed: "s + typeid(asyncio::TimeoutError).name());
    EXPECT_EQ(message_from_worker<asyncio::RuntimeError>(), "it failed: "s + typeid(asyncio::RuntimeError).name());
    EXPECT_THROW(asyncio::to_thread([] { throw std::bad_alloc(); }), std::bad_alloc);
  });
}

struct OwnError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

TEST(Executor, TellsTypeAndMessageOfOtherExceptions) {
  asyncio::run([] {
    const auto fails = [] { asyncio::to_thread([] { throw OwnError("of its own"); }); };
    if constexpr (shares_memory) {
      EXPECT_EQ(message_of<OwnError>(fails), "of its own");
    } else {
      EXPECT_THAT(message_of<asyncio::RuntimeError>(fails), testing::HasSubstr("OwnError: of its own"));
    }
  });
}

#if defined(__EMSCRIPTEN__)
// Opaque to the optimizer.
volatile int zero = 0;

int recurse(int depth) { return depth == zero - 1 ? 0 : recurse(depth + 1) + zero; }

TEST(Executor, TellsWhyAWorkerFailedAndReplacesIt) {
  asyncio::run([] {
    EXPECT_THAT(message_of<asyncio::RuntimeError>([] { asyncio::to_thread([] { return 7 / zero; }); }),
                testing::MatchesRegex("the worker of this call failed: .* by zero .in a call in a worker."));
    EXPECT_THAT(message_of<asyncio::RuntimeError>([] { asyncio::to_thread(recurse, 0); }),
                testing::HasSubstr("the worker of this call failed: stack overflow"));
    EXPECT_THAT(message_of<asyncio::RuntimeError>([] { asyncio::to_thread([] { std::abort(); }); }),
                testing::HasSubstr("the worker of this call failed: the program aborted"));
    EXPECT_EQ(asyncio::to_thread(twice, 4), 8);
  });
}
#endif

TEST(Executor, ReportsAnExceptionThatNobodyLooksAt) {
  asyncio::run([] {
    const asyncio::testing::Reports reports(asyncio::get_running_loop());
    asyncio::get_running_loop().run_in_executor(nullptr, throws_it<std::runtime_error>, "unseen"s);
    asyncio::get_running_loop().shutdown_default_executor();
    EXPECT_EQ(asyncio::testing::Reports::text(), "Future exception was never retrieved: std::runtime_error: unseen\n");
  });
}

TEST(Executor, GivesTheResultUpWhenItsFutureIsCancelled) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    auto call = loop.run_in_executor(nullptr, slow_twice, 50ms, 1);
    asyncio::sleep(5ms);
    EXPECT_TRUE(call.cancel("enough"));
    EXPECT_FALSE(call.cancel());
    EXPECT_THROW(asyncio::await(call), asyncio::CancelledError);
    // Its worker is not disturbed.
    EXPECT_EQ(asyncio::to_thread(twice, 2), 4);
  });
}

TEST(Executor, DropsACallThatHasNotBegunWhenItsFutureIsCancelled) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    asyncio::ThreadPoolExecutor pool(1);
    const auto started = Clock::now();
    auto first = loop.run_in_executor(pool, slow_twice, 20ms, 1);
    auto second = loop.run_in_executor(pool, slow_twice, 60'000ms, 2);
    auto third = loop.run_in_executor(pool, slow_twice, 0ms, 3);
    second.cancel();
    EXPECT_EQ(asyncio::await(third), 6);
    EXPECT_EQ(asyncio::await(first), 2);
    EXPECT_LT(Clock::now() - started, 30s);
  });
}

TEST(Executor, EndsTheWaitOfATaskThatIsCancelled) {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return asyncio::to_thread(slow_twice, 50ms, 1); });
    asyncio::sleep(5ms);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
  });
}

TEST(Executor, MakesACallWhoseFutureNobodyKeeps) {
  // The end of `run` waits for it.
  const auto started = Clock::now();
  asyncio::run([] { asyncio::get_running_loop().run_in_executor(nullptr, slow_twice, 100ms, 1); });
  EXPECT_GE(Clock::now() - started, 100ms);
}

TEST(Executor, RefusesCallsAfterItsShutdown) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    asyncio::ThreadPoolExecutor pool(2);
    auto call = loop.run_in_executor(pool, slow_twice, 30ms, 1);
    pool.shutdown();
    pool.shutdown();
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.run_in_executor(pool, twice, 1); }),
              "cannot schedule new futures after shutdown");
    EXPECT_EQ(asyncio::await(call), 2);
    loop.shutdown_default_executor();
    loop.shutdown_default_executor();
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { loop.run_in_executor(nullptr, twice, 1); }),
              "Executor shutdown has been called");
  });
}

TEST(Executor, IsWaitedForWhereItsScopeEnds) {
  asyncio::run([] {
    const auto started = Clock::now();
    {
      asyncio::ThreadPoolExecutor pool(1);
      asyncio::get_running_loop().run_in_executor(pool, slow_twice, 80ms, 1);
    }
    EXPECT_GE(Clock::now() - started, 80ms);
  });
}

TEST(Executor, CancelsWhatHasNotBegunIfAskedAtItsShutdown) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    asyncio::ThreadPoolExecutor pool(1);
    auto first = loop.run_in_executor(pool, slow_twice, 200ms, 1);
    auto second = loop.run_in_executor(pool, slow_twice, 60'000ms, 2);
    asyncio::sleep(100ms);
    pool.shutdown(true, true);
    EXPECT_EQ(asyncio::await(first), 2);
    EXPECT_TRUE(second.cancelled());
  });
}

TEST(Executor, NeedsAWorker) { EXPECT_THROW(asyncio::ThreadPoolExecutor(0), asyncio::ValueError); }

TEST(Executor, CanBeMadeTheLoopsOwn) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    loop.set_default_executor(asyncio::ThreadPoolExecutor(1));
    const auto started = Clock::now();
    auto first = loop.run_in_executor(nullptr, slow_twice, 50ms, 1);
    auto second = loop.run_in_executor(nullptr, slow_twice, 50ms, 2);
    EXPECT_EQ(asyncio::await(asyncio::gather(first, second)), std::tuple(2, 4));
    EXPECT_GE(Clock::now() - started, 100ms);
  });
}

TEST(Executor, LetsGoOfItsCallsWhenTheLoopCloses) {
  const auto start = Clock::now();
  {
    asyncio::ThreadPoolExecutor pool(1);
    auto loop = asyncio::new_event_loop();
    auto call = loop.run_in_executor(pool, slow_twice, 30ms, 1);
    auto waiting = loop.run_in_executor(pool, slow_twice, 60'000ms, 1);
    loop.close();
    EXPECT_FALSE(call.done());
    EXPECT_THROW(loop.run_in_executor(nullptr, twice, 1), asyncio::RuntimeError);
  }
  // The call that waited has not begun, or leaving the pool would have waited for it.
  EXPECT_LT(Clock::now() - start, 50s);
}

TEST(Executor, OutlivesTheLoopThatAsked) {
  asyncio::ThreadPoolExecutor pool(1);
  asyncio::run([&pool] {
    auto call = asyncio::get_running_loop().run_in_executor(pool, slow_twice, 30ms, 1);
    asyncio::sleep(0s);
  });
  asyncio::run([&pool] { EXPECT_EQ(asyncio::await(asyncio::get_running_loop().run_in_executor(pool, twice, 1)), 2); });
}

TEST(Executor, IsNoDeadlock) {
  // Only a loop with nothing under way is one.
  EXPECT_THROW(asyncio::run([] {
                 asyncio::to_thread(twice, 1);
                 asyncio::await(asyncio::Future<>());
               }),
               asyncio::DeadlockError);
}

TEST(Executor, HasNoLoopInItsCalls) {
  asyncio::run([] {
    EXPECT_EQ(message_of<asyncio::RuntimeError>(
                  [] { asyncio::to_thread([] { static_cast<void>(asyncio::get_running_loop()); }); }),
              "no running event loop");
  });
}

int run_a_loop(int number) {
  return asyncio::run([number] {
    auto task = asyncio::create_task([number] {
      asyncio::sleep(1ms);
      return twice(number);
    });
    asyncio::sleep(2ms);
    return asyncio::await(task);
  });
}

TEST(Executor, LetsACallRunALoopOfItsOwn) {
  asyncio::run([] {
    EXPECT_EQ(asyncio::to_thread(run_a_loop, 4), 8);
    EXPECT_EQ(asyncio::to_thread(run_a_loop, 5), 10);
  });
}

TEST(Executor, LetsACallAskWorkersOfItsOwn) {
  asyncio::run([] {
    EXPECT_EQ(asyncio::to_thread([] { return asyncio::run([] { return asyncio::to_thread(twice, 4); }); }), 8);
  });
}

TEST(Executor, IsToldInTheLogWithHowManyCallsItMakesAtATime) {
  namespace testing = asyncio::testing;
  testing::Heard heard;
  testing::run_logged(heard, [] {
    asyncio::ThreadPoolExecutor one(1), three(3), as_many_as_the_machine_has;
    auto loop = asyncio::get_running_loop();
    for (asyncio::ThreadPoolExecutor* executor : {&one, &three, &as_many_as_the_machine_has, &one})
      EXPECT_EQ(asyncio::await(loop.run_in_executor(*executor, twice, 4)), 8);
    EXPECT_EQ(asyncio::to_thread(twice, 4), 8);
  });
  std::vector<std::uint32_t> values;
  for (std::size_t at = 0; at < heard.words.size(); at += testing::record_length(heard.words, at)) {
    const bool object = testing::kind_of(heard.words[at]) == asyncio::core::EventKind::object;
    if (object && heard.words[at + 2] == static_cast<std::uint32_t>(asyncio::detail::FutureKind::executor_call))
      values.push_back(heard.words[at + 4]);
  }
  EXPECT_EQ(values, (std::vector<std::uint32_t>{0x1'0001, 0x2'0003, 0, 0x1'0001, 0}));
}

}  // namespace
