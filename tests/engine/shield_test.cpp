#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

auto work(std::string& log) {
  return [&log] {
    asyncio::sleep(2s);
    log += "finished ";
    return std::string("value");
  };
}

TEST(Shield, PassesTheResultOn) {
  asyncio::run([] {
    std::string log;
    EXPECT_EQ(asyncio::await(asyncio::shield(work(log))), "value");
    const auto task = asyncio::create_task(work(log));
    EXPECT_EQ(asyncio::await(asyncio::shield(task)), "value");
    EXPECT_EQ(task.result(), "value") << "the result was moved out of the task";
    asyncio::await(asyncio::shield([] { asyncio::sleep(1s); }));
  });
}

TEST(Shield, LetsTheInsideGoOnWhenTheOutsideIsCancelled) {
  asyncio::run([] {
    std::string log;
    const auto inner = asyncio::create_task(work(log));
    const auto outer = asyncio::create_task([&] { return asyncio::await(asyncio::shield(inner)); });
    asyncio::sleep(1s);
    outer.cancel("outside");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(outer); }), "outside");
    EXPECT_FALSE(inner.done());
    EXPECT_EQ(inner.cancelling(), 0);
    EXPECT_EQ(asyncio::await(inner), "value");
    EXPECT_EQ(log, "finished ");
  });
}

TEST(Shield, ComesThroughWhenTheInsideIsCancelled) {
  asyncio::run([] {
    std::string log;
    const auto inner = asyncio::create_task(work(log));
    const auto shield = asyncio::shield(inner);
    asyncio::sleep(1s);
    inner.cancel("inside");
    EXPECT_THROW(asyncio::await(shield), asyncio::CancelledError);
    EXPECT_TRUE(shield.cancelled());
    EXPECT_EQ(log, "");
  });
}

TEST(Shield, PassesAnErrorOnAndCountsItAsSeenInside) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    EXPECT_EQ(message_of<std::runtime_error>([] {
                asyncio::await(asyncio::shield([]() -> int {
                  asyncio::sleep(1s);
                  throw std::runtime_error("inside");
                }));
              }),
              "inside");
    EXPECT_EQ(Reports::text(), "");
  });
}

TEST(Shield, LeavesAnErrorAfterACancelToTheExceptionHandler) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    const auto outer = asyncio::create_task([] {
      asyncio::await(asyncio::shield(asyncio::create_task(
          [] {
            asyncio::sleep(2s);
            throw std::runtime_error("nobody looks");
          },
          "inner")));
    });
    asyncio::sleep(1s);
    outer.cancel();
    EXPECT_THROW(asyncio::await(outer), asyncio::CancelledError);
    asyncio::sleep(2s);
    EXPECT_EQ(Reports::text(), "Task exception was never retrieved: std::runtime_error: nobody looks\n");
  });
}

TEST(Shield, CountsAnErrorOfTheIterationInWhichItIsCancelledAsSeen) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    {
      const asyncio::Future<> inner;
      const auto shield = asyncio::shield(inner);
      shield.cancel();
      inner.set_exception(std::runtime_error("late"));
      asyncio::sleep(1s);
    }
    EXPECT_EQ(Reports::text(), "");
  });
}

TEST(Shield, OfWhatIsDoneIsThatItself) {
  asyncio::run([] {
    const asyncio::Future<int> done;
    done.set_result(3);
    EXPECT_EQ(asyncio::shield(done), done);
  });
}

TEST(Shield, IsCompletedByItsInsideAlone) {
  asyncio::run([] {
    const asyncio::Future<int> inner;
    const auto shield = asyncio::shield(inner);
    EXPECT_THROW(shield.set_result(1), asyncio::RuntimeError);
    inner.set_result(2);
    EXPECT_EQ(asyncio::await(shield), 2);
  });
}

TEST(Shield, MovesWhatCanOnlyBeMoved) {
  asyncio::run([] {
    const auto result = asyncio::await(asyncio::shield([] {
      asyncio::sleep(1s);
      return std::make_unique<int>(4);
    }));
    EXPECT_EQ(*result, 4);
  });
}

TEST(Shield, LeavesNothingBehindWhateverIsDroppedFirst) {
  asyncio::run([] {
    static_cast<void>(asyncio::shield(asyncio::Future<>()));
    {
      std::optional<asyncio::Future<int>> inner(std::in_place);
      const auto shield = asyncio::shield(*inner);
      inner.reset();
      EXPECT_TRUE(shield.cancel());
    }
    asyncio::Future<> kept;
    static_cast<void>(asyncio::shield(asyncio::shield(kept)));
    asyncio::sleep(1s);
    const auto shield = asyncio::shield(kept);
    shield.cancel();
    asyncio::sleep(0s);
    kept.set_result();
    asyncio::sleep(0s);
  });
}

TEST(Shield, NestedOutlivesEachOfItsWaiters) {
  asyncio::run([] {
    std::string log;
    const auto inner = asyncio::create_task(work(log));
    const auto outer = asyncio::shield(asyncio::shield(inner));
    const auto waiting = asyncio::create_task([&] { return asyncio::await(outer); });
    asyncio::sleep(1s);
    waiting.cancel();
    EXPECT_THROW(asyncio::await(waiting), asyncio::CancelledError);
    EXPECT_TRUE(outer.cancelled());
    EXPECT_EQ(asyncio::await(inner), "value");
  });
}

TEST(Shield, IsNamedInADeadlock) {
  const auto message = message_of<asyncio::DeadlockError>([] {
    asyncio::run([] {
      const auto worker = asyncio::create_task([] { asyncio::await(asyncio::Future<>()); }, "worker");
      asyncio::await(asyncio::shield(worker));
    });
  });
  EXPECT_NE(message.find("waits for shield() of worker at shield_test.cpp:"), std::string::npos) << message;
}

}  // namespace
