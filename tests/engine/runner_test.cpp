#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <optional>
#include <string>

#include "../support/reports.hpp"

namespace {

using asyncio::Runner;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(Runner, RunsOneMainAfterAnotherInOneLoopAndContext) {
  const asyncio::ContextVar<int> var("var", 0);
  Runner runner;
  std::optional<asyncio::EventLoop> loop;
  EXPECT_EQ(runner.run([&] {
    loop = asyncio::get_running_loop();
    var.set(1);
    return 42;
  }),
            42);
  runner.run([&] {
    EXPECT_EQ(asyncio::get_running_loop(), *loop);
    EXPECT_EQ(var.get(), 1);
  });
  EXPECT_EQ(runner.get_loop(), *loop);
  runner.run([&] { EXPECT_EQ(var.get(), 0); }, asyncio::Context());
  EXPECT_EQ(var.get(), 0);
}

TEST(Runner, TellsItsLoopWithinAnother) {
  Runner runner;
  const asyncio::EventLoop loop = asyncio::run([&] { return runner.get_loop(); });
  EXPECT_EQ(runner.run([] { return asyncio::get_running_loop(); }), loop);
}

TEST(Runner, LetsTasksThatAMainLeftGoOnInTheNext) {
  std::string log;
  {
    Runner runner;
    runner.run([&] {
      asyncio::create_task([&] {
        log += "started ";
        asyncio::sleep(1s);
        log += "slept ";
        asyncio::sleep(1h);
      });
      asyncio::sleep(0s);
    });
    log += "between ";
    runner.run([] { asyncio::sleep(2s); });
  }
  EXPECT_EQ(log, "started between slept ");
}

TEST(Runner, ThrowsWhatAMainThrowsAndCanBeUsedAgain) {
  Runner runner;
  EXPECT_EQ(message_of<std::runtime_error>([&] { runner.run([] { throw std::runtime_error("first"); }); }), "first");
  EXPECT_EQ(runner.run([] { return 2; }), 2);
}

TEST(Runner, RefusesWhenClosedAndInsideALoop) {
  Runner runner;
  runner.close();
  EXPECT_EQ(runner.run([] { return 1; }), 1) << "nothing was there to be closed";
  const asyncio::EventLoop loop = runner.get_loop();
  runner.run([&] {
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { runner.run([] {}, asyncio::Context()); }),
              "Runner::run() cannot be called from a running event loop");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { runner.run([] {}); }),
              "Runner::run() cannot be called from a running event loop");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { runner.close(); }), "This event loop is already running");
  });
  runner.close();
  runner.close();
  EXPECT_TRUE(loop.is_closed());
  EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { runner.run([] {}); }), "Runner is closed");
}

TEST(Runner, SwitchesDebugModeOn) {
  EXPECT_TRUE(asyncio::run([] { return asyncio::get_running_loop().get_debug(); }, {.debug = true}));
  EXPECT_FALSE(asyncio::run([] { return asyncio::get_running_loop().get_debug(); }));
}

TEST(Runner, RunsTheLoopThatItsFactoryMakesAndClosesIt) {
  const asyncio::EventLoop made = asyncio::new_event_loop();
  EXPECT_EQ(asyncio::run([] { return asyncio::get_running_loop(); }, {.loop_factory = [&] { return made; }}), made);
  EXPECT_TRUE(made.is_closed());
}

}  // namespace
