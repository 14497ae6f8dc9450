#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <optional>
#include <stdexcept>
#include <string>

#include "../support/reports.hpp"

namespace {

using asyncio::Context;
using asyncio::ContextVar;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(ContextVar, HasAValueOnceItIsSetAndADefaultBefore) {
  asyncio::run([] {
    const ContextVar<int> bare("bare");
    const ContextVar<int> defaulted("defaulted", 1);
    EXPECT_EQ(message_of<asyncio::LookupError>([&] { static_cast<void>(bare.get()); }),
              "the ContextVar bare has no value here and no default");
    EXPECT_EQ(bare.get(7), 7);
    EXPECT_EQ(defaulted.get(), 1);
    EXPECT_EQ(defaulted.get(7), 7) << "the argument goes before the variable's own default, as in Python";
    bare.set(2);
    defaulted.set(3);
    EXPECT_EQ(bare.get(), 2);
    EXPECT_EQ(defaulted.get(7), 3);
  });
}

TEST(ContextVar, GoesBackByItsTokenOnce) {
  asyncio::run([] {
    const ContextVar<std::string> var("var");
    const ContextVar<std::string> other("other");
    auto first = var.set("one");
    auto second = var.set("two");
    EXPECT_EQ(first.old_value(), std::nullopt);
    EXPECT_EQ(second.old_value(), "one");
    EXPECT_EQ(message_of<asyncio::ValueError>([&] { other.reset(second); }),
              "the token was created by a different ContextVar");
    var.reset(second);
    EXPECT_EQ(var.get(), "one");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { var.reset(second); }), "the token has already been used once");
    asyncio::await(asyncio::create_task([&] {
      EXPECT_EQ(message_of<asyncio::ValueError>([&] { var.reset(first); }),
                "the token was created in a different Context");
    }));
    var.reset(first);
    EXPECT_EQ(var.get("none"), "none");
  });
}

TEST(ContextVar, IsCopiedForEachTaskWhenThatIsMade) {
  std::string log;
  asyncio::run([&] {
    const ContextVar<std::string> var("var", "unset");
    var.set("main");
    const auto child = asyncio::create_task([&] {
      log += var.get() + " ";
      var.set("child");
      const auto grandchild = asyncio::create_task([&] { log += var.get() + " "; });
      asyncio::await(grandchild);
      asyncio::sleep(1s);
      log += var.get() + " ";
    });
    var.set("changed");
    asyncio::sleep(500ms);
    log += var.get() + " ";
    asyncio::await(child);
    log += var.get();
    EXPECT_EQ(child.get_context().get(var), "child");
  });
  EXPECT_EQ(log, "main child changed child changed");
}

TEST(ContextVar, IsCopiedForEachCallback) {
  std::string log;
  asyncio::run([&] {
    const ContextVar<int> var("var", 0);
    const auto note = [&](const char* what) { log += what + std::to_string(var.get()) + " "; };
    const asyncio::EventLoop loop = asyncio::get_running_loop();
    const asyncio::Future<> future;
    var.set(1);
    asyncio::EventLoop(loop).call_soon([&, note] {
      note("soon");
      var.set(9);
      asyncio::create_task([note] { note("task"); });
    });
    var.set(2);
    asyncio::EventLoop(loop).call_later(1s, [note] { note("later"); });
    var.set(3);
    future.add_done_callback([note](const asyncio::Future<>&) { note("done"); });
    var.set(4);
    future.set_result();
    asyncio::sleep(2s);
    note("main");
  });
  EXPECT_EQ(log, "soon1 done3 task9 later2 main4 ");
}

TEST(Context, CanBeGivenToATaskOrACallbackWhichThenChangesIt) {
  asyncio::run([] {
    const ContextVar<int> var("var", 0);
    const Context context;
    asyncio::await(asyncio::create_task([&] { var.set(5); }, "named", context));
    EXPECT_EQ(context.get(var), 5);
    asyncio::get_running_loop().call_soon([&] { var.set(var.get() + 1); }, context);
    asyncio::sleep(0s);
    asyncio::sleep(0s);
    EXPECT_EQ(context.get(var), 6);
    EXPECT_EQ(var.get(), 0);
  });
}

TEST(Context, RunsAFunctionInItself) {
  asyncio::run([] {
    const ContextVar<int> var("var", 0);
    var.set(1);
    const Context context = asyncio::copy_context();
    EXPECT_EQ(context.run([&] {
      var.set(2);
      asyncio::sleep(1s);
      return var.get();
    }),
              2);
    EXPECT_EQ(var.get(), 1);
    EXPECT_EQ(context.get(var), 2);
    EXPECT_EQ(context.copy().get(var), 2);
    EXPECT_TRUE(context.contains(var));
    EXPECT_EQ(context.size(), 1U);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { context.run([&] { context.run([] {}); }); }),
              "cannot enter context: it is already entered");
    EXPECT_THROW(context.run([] { throw 42; }), int);
    EXPECT_EQ(var.get(), 1);
  });
}

TEST(Context, OutsideOfTasksIsTheThreads) {
  const ContextVar<int> var("var", 0);
  auto token = var.set(3);
  asyncio::run([&] {
    EXPECT_EQ(var.get(), 3);
    var.set(4);
  });
  EXPECT_EQ(var.get(), 3);
  var.reset(token);
  EXPECT_EQ(var.get(), 0);
}

/// What `var` is in the loop's exception handler, for each failure.
std::string seen_by_the_handler(const ContextVar<std::string>& var, asyncio::EventLoop loop, auto action) {
  std::string seen;
  loop.set_exception_handler([&](asyncio::EventLoop&, const asyncio::ExceptionContext&) { seen += var.get() + " "; });
  loop.run_until_complete(action);
  loop.set_exception_handler(nullptr);
  return seen;
}

TEST(Context, OfACallbackThatFailsIsTheExceptionHandlers) {
  const ContextVar<std::string> var("var", "default");
  EXPECT_EQ(seen_by_the_handler(var, asyncio::new_event_loop(),
                                [&] {
                                  asyncio::get_running_loop().call_soon([&] {
                                    var.set("callback");
                                    throw std::runtime_error("failed");
                                  });
                                  var.set("main");
                                  asyncio::sleep(0s);
                                }),
            "callback ");
}

TEST(Context, OfATaskThatFailsIsTheExceptionHandlers) {
  const ContextVar<std::string> var("var", "default");
  const Context context;
  asyncio::EventLoop loop = asyncio::new_event_loop();
  EXPECT_EQ(seen_by_the_handler(var, loop,
                                [&] {
                                  const auto fail = [&] {
                                    var.set("task");
                                    throw std::runtime_error("failed");
                                  };
                                  asyncio::create_task(fail, "own");
                                  asyncio::create_task(fail, "given", context);
                                  var.set("main");
                                  asyncio::sleep(0s);
                                  EXPECT_EQ(var.get(), "main");
                                }),
            "task task ");
  loop.set_exception_handler([&](asyncio::EventLoop&, const asyncio::ExceptionContext&) { var.set("handler"); });
  loop.create_task([] { asyncio::sleep(1h); }, "dropped", context);
  loop.close();
  EXPECT_EQ(context.get(var), "handler");
  EXPECT_EQ(var.get(), "default");
}

}  // namespace
