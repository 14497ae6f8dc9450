// The C++ runtime keeps what is being caught and what is in flight once a thread. Stacks that are suspended in a `catch` or in a
// destructor must each keep their own (Boost.Context before 1.88 did not: two fibers swapped their exceptions).
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

/// The message of the exception that is being handled.
std::string current_message() {
  const auto current = std::current_exception();
  if (!current) return "none";
  return message_of<std::runtime_error>([&] { std::rethrow_exception(current); });
}

void wait_in_catch(const std::string& message, int turns) {
  try {
    throw std::runtime_error(message);
  } catch (const std::runtime_error& error) {
    for (int i = 0; i != turns; ++i) {
      asyncio::sleep(0s);
      ASSERT_EQ(current_message(), message);
      ASSERT_EQ(error.what(), message);
    }
  }
  EXPECT_EQ(std::current_exception(), nullptr);
}

TEST(ExceptionState, OfTwoTasksInsideCatchIsTheirOwn) {
  asyncio::run([] {
    asyncio::await(asyncio::gather([] { wait_in_catch("first", 3); }, [] { wait_in_catch("second", 5); }));
    EXPECT_EQ(std::current_exception(), nullptr);
  });
}

TEST(ExceptionState, OfAThousandTasksInsideCatchIsTheirOwn) {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    for (int i = 0; i != 1'000; ++i) {
      tasks.push_back(asyncio::create_task([i] { wait_in_catch("task " + std::to_string(i), 1 + i % 5); }));
    }
    asyncio::await(asyncio::gather(tasks));
  });
}

TEST(ExceptionState, OfATaskInsideCatchIsNotSeenByCallbacksAndNewTasks) {
  asyncio::run([] {
    std::string log;
    try {
      throw std::runtime_error("mine");
    } catch (const std::runtime_error&) {
      asyncio::get_running_loop().call_soon([&] { log += "callback " + current_message() + " "; });
      asyncio::create_task([&] { log += "task " + current_message() + " "; });
      asyncio::sleep(0s);
      log += current_message();
    }
    EXPECT_EQ(log, "callback none task none mine");
  });
}

TEST(ExceptionState, IsRethrownAfterAWait) {
  asyncio::run([] {
    const auto rethrows = [](const std::string& message) {
      return [message] {
        EXPECT_EQ(message_of<std::runtime_error>([&] {
                    try {
                      throw std::runtime_error(message);
                    } catch (const std::runtime_error&) {
                      asyncio::sleep(1s);
                      throw;
                    }
                  }),
                  message);
      };
    };
    asyncio::await(asyncio::gather(rethrows("a"), rethrows("b"), rethrows("c")));
  });
}

TEST(ExceptionState, NestsAcrossWaits) {
  const auto nested = [](const std::string& name) {
    return [name] {
      try {
        throw std::runtime_error(name + " outer");
      } catch (const std::runtime_error&) {
        asyncio::sleep(0s);
        try {
          throw std::runtime_error(name + " inner");
        } catch (const std::runtime_error&) {
          asyncio::sleep(0s);
          EXPECT_EQ(current_message(), name + " inner");
        }
        asyncio::sleep(0s);
        EXPECT_EQ(current_message(), name + " outer");
      }
      asyncio::sleep(0s);
      EXPECT_EQ(current_message(), "none");
    };
  };
  asyncio::run([&] { asyncio::await(asyncio::gather(nested("x"), nested("y"), nested("z"))); });
}

/// Waits in its destructor, during unwinding.
struct WaitsAtItsEnd {
  int expected;
  ~WaitsAtItsEnd() {
    EXPECT_EQ(std::uncaught_exceptions(), expected);
    asyncio::sleep(0s);
    EXPECT_EQ(std::uncaught_exceptions(), expected);
    asyncio::sleep(1s);
    EXPECT_EQ(std::uncaught_exceptions(), expected);
  }
};

TEST(ExceptionState, CountsWhatIsInFlightPerTask) {
  asyncio::run([] {
    const auto unwinds = [] {
      EXPECT_EQ(message_of<std::runtime_error>([] {
                  const WaitsAtItsEnd waits{1};
                  throw std::runtime_error("unwinding");
                }),
                "unwinding");
      EXPECT_EQ(std::uncaught_exceptions(), 0);
    };
    const auto ordinary = [] {
      for (int i = 0; i != 5; ++i) {
        EXPECT_EQ(std::uncaught_exceptions(), 0);
        const WaitsAtItsEnd waits{0};
      }
    };
    asyncio::await(asyncio::gather(unwinds, ordinary, unwinds, ordinary));
    EXPECT_EQ(std::uncaught_exceptions(), 0);
  });
}

TEST(ExceptionState, CountsAnExceptionWithinAnother) {
  /// Throws and catches, with a wait in between, while another exception unwinds the stack.
  struct Throws {
    ~Throws() {
      EXPECT_EQ(message_of<std::runtime_error>([] {
                  const WaitsAtItsEnd waits{2};
                  throw std::runtime_error("inner");
                }),
                "inner");
      EXPECT_EQ(std::uncaught_exceptions(), 1);
    }
  };
  const auto unwinds = [] {
    EXPECT_EQ(message_of<std::runtime_error>([] {
                const Throws throws;
                throw std::runtime_error("outer");
              }),
              "outer");
  };
  asyncio::run([&] { asyncio::await(asyncio::gather(unwinds, unwinds)); });
}

TEST(ExceptionState, SurvivesTheUnwindingOfATaskInsideCatch) {
  auto loop = asyncio::new_event_loop();
  const Reports reports(loop);
  std::string log;
  struct Witness {
    std::string& log;
    ~Witness() { log += std::to_string(std::uncaught_exceptions()) + " in flight, "; }
  };
  const auto waits = [&] {
    try {
      throw std::runtime_error("caught");
    } catch (const std::runtime_error&) {
      const Witness witness{log};
      asyncio::sleep(1h);
    }
  };
  loop.create_task(waits);
  loop.create_task(waits);
  loop.stop();
  loop.run_forever();
  try {
    throw std::runtime_error("of the closing one");
  } catch (const std::runtime_error&) {
    loop.close();
    EXPECT_EQ(current_message(), "of the closing one");
  }
  EXPECT_EQ(log, "1 in flight, 1 in flight, ");
  EXPECT_EQ(std::uncaught_exceptions(), 0);
}

TEST(ExceptionState, OfOneExceptionSharedByManyTasksIsCountedRight) {
  asyncio::run([] {
    const asyncio::Future<> future;
    std::vector<asyncio::Task<>> tasks;
    for (int i = 0; i != 20; ++i) {
      tasks.push_back(asyncio::create_task([&future, i] {
        try {
          asyncio::await(future);
        } catch (const std::runtime_error&) {
          for (int turn = 0; turn != i; ++turn) asyncio::sleep(0s);
          EXPECT_EQ(current_message(), "shared");
        }
        EXPECT_EQ(std::current_exception(), nullptr);
      }));
    }
    asyncio::sleep(0s);
    future.set_exception(std::runtime_error("shared"));
    asyncio::await(asyncio::gather(tasks));
  });
}

TEST(ExceptionState, LetsACancelledTaskWaitInItsHandler) {
  asyncio::run([] {
    std::string log;
    const auto task = asyncio::create_task([&] {
      try {
        asyncio::sleep(1h);
      } catch (const asyncio::CancelledError&) {
        asyncio::sleep(1s);
        log += "cleaned up";
        throw;
      }
    });
    asyncio::sleep(0s);
    task.cancel("kept");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "kept");
    EXPECT_EQ(log, "cleaned up");
  });
}

}  // namespace
