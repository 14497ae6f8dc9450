#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

TEST(Run, ReturnsWhatMainReturns) {
  EXPECT_EQ(asyncio::run([] { return 42; }), 42);
  EXPECT_EQ(*asyncio::run([] { return std::make_unique<int>(1); }), 1);
  asyncio::run([] {});
}

TEST(Run, ThrowsWhatMainThrows) {
  EXPECT_EQ(message_of<std::out_of_range>([] {
              asyncio::run([] {
                asyncio::sleep(1s);
                throw std::out_of_range("main");
              });
            }),
            "main");
}

TEST(Run, ThrowsWhenMainIsCancelled) {
  EXPECT_EQ(message_of<asyncio::CancelledError>([] {
              asyncio::run([] {
                asyncio::current_task()->cancel("no more");
                asyncio::sleep(1h);
              });
            }),
            "no more");
}

TEST(Run, CancelsWhatIsLeftAndWaitsForIt) {
  std::string log;
  std::optional<asyncio::Task<>> left;
  asyncio::run([&] {
    left = asyncio::create_task([&] {
      EXPECT_THROW(asyncio::sleep(1h), asyncio::CancelledError);
      log += "cleaning ";
      asyncio::sleep(10s);
      log += "cleaned ";
    });
    asyncio::sleep(0s);
    log += "main ends ";
  });
  EXPECT_EQ(log, "main ends cleaning cleaned ");
  EXPECT_TRUE(left->done());
}

TEST(Run, CancelsWhatIsLeftInOrderOfCreation) {
  std::string log;
  asyncio::run([&] {
    for (const char name : {'a', 'b', 'c'}) {
      asyncio::create_task([&log, name] {
        EXPECT_THROW(asyncio::sleep(1h), asyncio::CancelledError);
        log += name;
      });
    }
    asyncio::sleep(0s);
  });
  EXPECT_EQ(log, "abc");
}

TEST(Run, CancelsWhatIsLeftAfterMainHasThrown) {
  bool unwound = false;
  EXPECT_THROW(asyncio::run([&] {
                 asyncio::create_task([&] {
                   const struct Sets {
                     bool& flag;
                     ~Sets() { flag = true; }
                   } sets{unwound};
                   asyncio::sleep(1h);
                 });
                 asyncio::sleep(0s);
                 throw std::runtime_error("main");
               }),
               std::runtime_error);
  EXPECT_TRUE(unwound);
}

TEST(Run, StillStartsWhatMainLeftUnstarted) {
  std::string log;
  asyncio::run([&] {
    asyncio::create_task([&] {
      log += "started ";
      asyncio::sleep(1h);
      log += "never";
    });
  });
  EXPECT_EQ(log, "started ");
}

TEST(Run, ReportsWhatFailsWhileItEnds) {
  std::string text;
  asyncio::run([&] {
    const Reports reports(asyncio::get_running_loop());
    asyncio::create_task([] {
      EXPECT_THROW(asyncio::sleep(1h), asyncio::CancelledError);
      throw std::runtime_error("in clean-up");
    });
    asyncio::sleep(0s);
  });
  EXPECT_EQ(Reports::text(), "unhandled exception during asyncio.run() shutdown: std::runtime_error: in clean-up\n");
}

TEST(Run, UnwindsALeftoverThatWillNotEnd) {
  int refusals = 0;
  bool unwound = false;
  asyncio::run([&] {
    const Reports reports(asyncio::get_running_loop());
    asyncio::create_task(
        [&] {
          const struct Sets {
            bool& flag;
            ~Sets() { flag = true; }
          } sets{unwound};
          const asyncio::Future<> never;
          EXPECT_THROW(asyncio::await(never), asyncio::CancelledError);
          ++refusals;
          // Nobody cancels twice: this is a deadlock, and closing ends it.
          asyncio::await(asyncio::Future<>());
        },
        "stubborn");
    asyncio::sleep(0s);
  });
  EXPECT_EQ(refusals, 1);
  EXPECT_TRUE(unwound);
  EXPECT_EQ(Reports::text(), "Task was destroyed but it is pending!\n");
}

TEST(Run, InsideARunIsAnErrorAndTheOuterOneGoesOn) {
  std::string log;
  bool nested_ran = false;
  asyncio::run([&] {
    const auto other = asyncio::create_task([&] {
      asyncio::sleep(1s);
      log += "other ";
    });
    log += message_of<asyncio::RuntimeError>([&] { asyncio::run([&] { nested_ran = true; }); }) + " ";
    asyncio::await(other);
    log += "main";
  });
  EXPECT_EQ(log, "asyncio::run() cannot be called from a running event loop other main");
  EXPECT_FALSE(nested_ran);
}

TEST(Run, MayBeCalledAgain) {
  for (int i = 0; i != 3; ++i) EXPECT_EQ(asyncio::run([i] { return asyncio::sleep(1s, i); }), i);
}

TEST(Run, ThrowsWhenItsLoopIsStopped) {
  bool unwound = false;
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] {
              asyncio::run([&] {
                const struct Sets {
                  bool& flag;
                  ~Sets() { flag = true; }
                } sets{unwound};
                asyncio::get_running_loop().stop();
                asyncio::sleep(1h);
              });
            }),
            "Event loop stopped before Future completed.");
  EXPECT_TRUE(unwound);
}

TEST(Run, LeavesNoLoopBehind) {
  asyncio::run([] {});
  EXPECT_THROW(static_cast<void>(asyncio::get_running_loop()), asyncio::RuntimeError);
}

TEST(Run, MayBeCalledWhileAnExceptionIsHandled) {
  try {
    throw std::runtime_error("outer");
  } catch (const std::runtime_error&) {
    asyncio::run([] {
      EXPECT_EQ(std::current_exception(), nullptr);
      asyncio::sleep(1s);
    });
    EXPECT_EQ(message_of<std::runtime_error>([] { throw; }), "outer");
  }
}

}  // namespace
