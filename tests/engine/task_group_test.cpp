#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

static_assert(!std::is_copy_constructible_v<asyncio::TaskGroup>);
static_assert(!std::is_move_constructible_v<asyncio::TaskGroup>);

double now() { return asyncio::get_running_loop().time(); }
int cancelling() { return asyncio::current_task()->cancelling(); }

auto failing(asyncio::Duration delay, const char* message) {
  return [=] {
    asyncio::sleep(delay);
    throw std::runtime_error(message);
  };
}

/// The errors in the group that `action` throws, "(nothing)" if it throws none.
template <class Action>
std::string errors_of(Action action) {
  std::optional<asyncio::ExceptionGroup> group;
  try {
    action();
  } catch (const asyncio::ExceptionGroup& thrown) {
    group = thrown;
  }
  if (!group) return "(nothing)";
  EXPECT_EQ(group->message(), "unhandled errors in a TaskGroup");
  std::string text;
  for (const auto& each : group->exceptions()) {
    text += (text.empty() ? "" : ", ") + message_of<std::exception>([&] { std::rethrow_exception(each); });
  }
  return text;
}

TEST(TaskGroup, WaitsForAllOfItsTasks) {
  asyncio::run([] {
    std::string log;
    asyncio::TaskGroup group;
    const auto child = [&](std::string name, asyncio::Duration delay) {
      return [&log, name, delay] {
        asyncio::sleep(delay);
        log += name + " ";
        return name;
      };
    };
    std::optional<asyncio::Task<std::string>> a;
    group.run([&] {
      a = group.create_task(child("a", 2s), "task a");
      group.create_task(child("b", 1s));
      log += "body ends ";
    });
    EXPECT_EQ(log, "body ends b a ");
    EXPECT_EQ(a->result(), "a");
    EXPECT_EQ(a->get_name(), "task a");
    EXPECT_EQ(now(), 2);
  });
}

TEST(TaskGroup, HasAFunctionFormAndReturnsWhatItsBodyReturns) {
  asyncio::run([] {
    const int result = asyncio::task_group([](asyncio::TaskGroup& group) {
      const auto task = group.create_task([] { return asyncio::sleep(1s, 20); });
      return asyncio::await(task) + 1;
    });
    EXPECT_EQ(result, 21);
    asyncio::task_group([] {});
  });
}

TEST(TaskGroup, TakesTasksOfItsTasksWhileItWaits) {
  asyncio::run([] {
    std::string log;
    asyncio::task_group([&](asyncio::TaskGroup& group) {
      group.create_task([&] {
        asyncio::sleep(1s);
        group.create_task([&] {
          asyncio::sleep(1s);
          log += "grandchild ";
        });
        log += "child ";
      });
    });
    EXPECT_EQ(log, "child grandchild ");
    EXPECT_EQ(now(), 2);
  });
}

TEST(TaskGroup, RefusesTasksWhereItCannotWaitForThem) {
  asyncio::run([] {
    asyncio::TaskGroup group;
    const auto add = [&] { group.create_task([] { ADD_FAILURE() << "started"; }); };
    EXPECT_EQ(message_of<asyncio::RuntimeError>(add), "TaskGroup has not been entered");
    EXPECT_EQ(errors_of([&] {
                group.run([&] {
                  group.create_task(failing(1s, "boom"));
                  try {
                    asyncio::sleep(1h);
                  } catch (const asyncio::CancelledError&) {
                  }
                  EXPECT_EQ(message_of<asyncio::RuntimeError>(add), "TaskGroup is shutting down");
                });
              }),
              "boom");
    EXPECT_EQ(message_of<asyncio::RuntimeError>(add), "TaskGroup is finished");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { group.run([] {}); }), "TaskGroup has already been entered");
  });
}

TEST(TaskGroup, IsRefusedOutsideATask) {
  asyncio::run([] {
    std::string message;
    asyncio::get_running_loop().call_soon(
        [&] { message = message_of<asyncio::RuntimeError>([] { asyncio::task_group([] {}); }); });
    asyncio::sleep(0s);
    EXPECT_EQ(message, "TaskGroup cannot determine the parent task");
  });
}

TEST(TaskGroup, ThatFailsCancelsTheSiblingsAndTheBody) {
  asyncio::run([] {
    std::string log;
    std::optional<asyncio::Task<>> sibling;
    EXPECT_EQ(errors_of([&] {
                asyncio::task_group([&](asyncio::TaskGroup& group) {
                  sibling = group.create_task([] { asyncio::sleep(1h); });
                  group.create_task(failing(1s, "boom"));
                  try {
                    asyncio::sleep(1h);
                  } catch (const asyncio::CancelledError&) {
                    log += "body interrupted";
                    throw;
                  }
                });
              }),
              "boom");
    EXPECT_EQ(log, "body interrupted");
    EXPECT_TRUE(sibling->cancelled());
    EXPECT_EQ(cancelling(), 0);
    EXPECT_EQ(now(), 1);
    asyncio::sleep(1s);
  });
}

TEST(TaskGroup, CollectsErrorsInTheOrderOfTheirEndsAndTheBodysLast) {
  asyncio::run([] {
    const auto stubborn = [](asyncio::Duration delay, const char* message) {
      return [=] {
        try {
          asyncio::sleep(1h);
        } catch (const asyncio::CancelledError&) {
        }
        failing(delay, message)();
      };
    };
    EXPECT_EQ(errors_of([&] {
                asyncio::task_group([&](asyncio::TaskGroup& group) {
                  group.create_task(stubborn(3s, "three"));
                  group.create_task(stubborn(2s, "two"));
                  group.create_task(failing(1s, "one"));
                  group.create_task([] { asyncio::sleep(1h); });
                  try {
                    asyncio::sleep(1h);
                  } catch (const asyncio::CancelledError&) {
                  }
                  throw std::logic_error("body");
                });
              }),
              "one, two, three, body");
    EXPECT_EQ(cancelling(), 0);
  });
}

TEST(TaskGroup, CancelsItsTasksWhenTheBodyFails) {
  asyncio::run([] {
    EXPECT_EQ(errors_of([] {
                asyncio::task_group([](asyncio::TaskGroup& group) {
                  group.create_task([] { asyncio::sleep(1h); });
                  throw std::runtime_error("body");
                });
              }),
              "body");
    EXPECT_EQ(now(), 0);
  });
}

TEST(TaskGroup, IsCancelledWithItsTask) {
  asyncio::run([] {
    for (const bool in_body : {true, false}) {
      std::optional<asyncio::Task<>> child;
      const auto task = asyncio::create_task([&] {
        asyncio::task_group([&](asyncio::TaskGroup& group) {
          child = group.create_task([] { asyncio::sleep(1h); });
          if (in_body) asyncio::sleep(1h);
        });
      });
      asyncio::sleep(1s);
      task.cancel("outside");
      EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), in_body ? "outside" : "outside");
      EXPECT_TRUE(child->cancelled());
      EXPECT_TRUE(task.cancelled());
    }
  });
}

TEST(TaskGroup, IsNotHurriedByASecondCancel) {
  asyncio::run([] {
    bool cleaned_up = false;
    const auto task = asyncio::create_task([&] {
      asyncio::task_group([&](asyncio::TaskGroup& group) {
        group.create_task([&] {
          try {
            asyncio::sleep(1h);
          } catch (const asyncio::CancelledError&) {
          }
          asyncio::sleep(5s);
          cleaned_up = true;
        });
      });
    });
    asyncio::sleep(1s);
    task.cancel();
    asyncio::sleep(1s);
    task.cancel();
    asyncio::sleep(1s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_TRUE(cleaned_up);
    EXPECT_EQ(now(), 6);
  });
}

TEST(TaskGroup, LeavesACancelledChildAlone) {
  asyncio::run([] {
    asyncio::task_group([](asyncio::TaskGroup& group) {
      const auto child = group.create_task([] { asyncio::sleep(1h); });
      group.create_task([] { asyncio::sleep(2s); });
      asyncio::sleep(1s);
      child.cancel();
    });
    EXPECT_EQ(now(), 2);
  });
}

TEST(TaskGroup, ErrorsGoBeforeACancelWhichIsHeardAtTheNextWait) {
  // gh-116720: an outside cancel that comes together with a failure must not be lost.
  asyncio::run([] {
    std::string log;
    const auto task = asyncio::create_task([&] {
      log = errors_of([] {
        asyncio::task_group([](asyncio::TaskGroup& group) {
          group.create_task([] {
            try {
              asyncio::sleep(1h);
            } catch (const asyncio::CancelledError&) {
            }
            throw std::runtime_error("cleaning up");
          });
          asyncio::sleep(1h);
        });
      });
      EXPECT_EQ(cancelling(), 1);
      asyncio::sleep(1h);
      log += " and went on";
    });
    asyncio::sleep(1s);
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    EXPECT_EQ(log, "cleaning up");
    EXPECT_EQ(now(), 1);
  });
}

TEST(TaskGroup, NestedBothFailAtOnce) {
  // gh-116720: the inner group swallowed the cancel of the outer one.
  asyncio::run([] {
    std::string log;
    std::string inner_errors;
    const auto outer_errors = errors_of([&] {
      asyncio::task_group([&](asyncio::TaskGroup& outer) {
        outer.create_task(failing(1s, "outer"));
        inner_errors = errors_of(
            [&] { asyncio::task_group([&](asyncio::TaskGroup& inner) { inner.create_task(failing(1s, "inner")); }); });
        log += "between ";
        asyncio::sleep(1h);
        log += "not here ";
      });
    });
    EXPECT_EQ(inner_errors, "inner");
    EXPECT_EQ(outer_errors, "outer");
    EXPECT_EQ(log, "between ");
    EXPECT_EQ(cancelling(), 0);
    EXPECT_EQ(now(), 1);
  });
}

TEST(TaskGroup, NestedPassesItsErrorsThroughTheOuterOne) {
  // gh-95289: with the outer body ended by the inner group's error, no CancelledError is left over.
  asyncio::run([] {
    const auto message = message_of<asyncio::ExceptionGroup>([] {
      asyncio::task_group([](asyncio::TaskGroup& outer) {
        outer.create_task([] { asyncio::sleep(1h); });
        asyncio::task_group([](asyncio::TaskGroup& inner) { inner.create_task(failing(1s, "inner")); });
      });
    });
    EXPECT_EQ(message, "unhandled errors in a TaskGroup (1 sub-exception)");
    EXPECT_EQ(cancelling(), 0);
    EXPECT_EQ(now(), 1);
  });
}

TEST(TaskGroup, InsideATimeout) {
  asyncio::run([] {
    std::optional<asyncio::Task<>> child;
    EXPECT_THROW(asyncio::timeout(2s,
                                  [&] {
                                    asyncio::task_group([&](asyncio::TaskGroup& group) {
                                      child = group.create_task([] { asyncio::sleep(1h); });
                                    });
                                  }),
                 asyncio::TimeoutError);
    EXPECT_TRUE(child->cancelled());
    EXPECT_EQ(cancelling(), 0);
  });
}

TEST(TaskGroup, AroundATimeoutInItsTask) {
  asyncio::run([] {
    EXPECT_EQ(errors_of([] {
                asyncio::task_group([](asyncio::TaskGroup& group) {
                  group.create_task([] { asyncio::wait_for([] { asyncio::sleep(1h); }, 1s); });
                  asyncio::sleep(1h);
                });
              }),
              "timed out");
  });
}

TEST(TaskGroup, CancelledByItselfEndsQuietly) {
  asyncio::run([] {
    std::string log;
    asyncio::task_group([&](asyncio::TaskGroup& group) {
      group.create_task([] { asyncio::sleep(1h); });
      group.create_task([&] {
        asyncio::sleep(1s);
        group.cancel();
        group.cancel();
      });
      asyncio::sleep(1h);
      log += "not here";
    });
    EXPECT_EQ(log, "");
    EXPECT_EQ(cancelling(), 0);
    EXPECT_EQ(now(), 1);
    asyncio::sleep(1s);
  });
}

TEST(TaskGroup, CancelledByItsBodyDoesNotDisturbWhatComesAfter) {
  asyncio::run([] {
    asyncio::task_group([](asyncio::TaskGroup& group) {
      group.create_task([] { asyncio::sleep(1h); });
      group.cancel();
    });
    asyncio::task_group([](asyncio::TaskGroup& group) { group.cancel(); });
    asyncio::sleep(1s);
    EXPECT_EQ(now(), 1);
    EXPECT_EQ(cancelling(), 0);
  });
}

TEST(TaskGroup, CancelledBeforeItRunsEndsItsBodyAtTheFirstWait) {
  asyncio::run([] {
    asyncio::TaskGroup group;
    group.cancel();
    bool started = false;
    group.run([&] {
      started = true;
      asyncio::sleep(1h);
    });
    EXPECT_TRUE(started);
    EXPECT_EQ(now(), 0);
    group.cancel();
    asyncio::TaskGroup with_result;
    with_result.cancel();
    EXPECT_THROW(with_result.run([] { return asyncio::sleep(1h, 1); }), asyncio::RuntimeError);
  });
}

TEST(TaskGroup, CancelledByItselfDoesNotHideATimeoutAroundIt) {
  // gh-155433: the outer timeout fires while the cancelled group still cleans up.
  asyncio::run([] {
    EXPECT_THROW(asyncio::timeout(2s,
                                  [] {
                                    asyncio::task_group([](asyncio::TaskGroup& group) {
                                      group.create_task([] {
                                        try {
                                          asyncio::sleep(1h);
                                        } catch (const asyncio::CancelledError&) {
                                        }
                                        asyncio::sleep(5s);
                                      });
                                      asyncio::sleep(1s);
                                      group.cancel();
                                    });
                                  }),
                 asyncio::TimeoutError);
    EXPECT_EQ(cancelling(), 0);
  });
}

TEST(TaskGroup, ReportsNothingOfItsTasks) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    EXPECT_EQ(errors_of([] {
                asyncio::task_group([](asyncio::TaskGroup& group) {
                  group.create_task(failing(0s, "a"));
                  group.create_task(failing(0s, "b"));
                });
              }),
              "a, b");
    EXPECT_EQ(Reports::text(), "");
  });
}

TEST(TaskGroup, LetsAGeneratorExitOfItsBodyThrough) {
  asyncio::run([] {
    std::optional<asyncio::Task<>> child;
    EXPECT_THROW(asyncio::task_group([&](asyncio::TaskGroup& group) {
                   child = group.create_task([] { asyncio::sleep(1h); });
                   throw asyncio::GeneratorExit();
                 }),
                 asyncio::GeneratorExit);
    EXPECT_TRUE(child->cancelled());
  });
}

TEST(TaskGroup, IsDroppedWithItsTaskWhenTheLoopCloses) {
  auto loop = asyncio::new_event_loop();
  const Reports reports(loop);
  for (const bool in_body : {true, false}) {
    loop.create_task(
        [=] {
          asyncio::task_group([=](asyncio::TaskGroup& group) {
            group.create_task([] { asyncio::sleep(1h); }, "child");
            if (in_body) asyncio::sleep(1h);
          });
        },
        "parent");
  }
  loop.call_later(1s, [&] { loop.stop(); });
  loop.run_forever();
  loop.close();
  EXPECT_EQ(Reports::lines.size(), 4U) << Reports::text();
}

TEST(TaskGroup, HoldsThousands) {
  asyncio::run([] {
    int ended = 0;
    asyncio::task_group([&](asyncio::TaskGroup& group) {
      for (int i = 0; i != 10'000; ++i) group.create_task([&] { ++ended; });
    });
    EXPECT_EQ(ended, 10'000);
  });
}

TEST(TaskGroup, IsNamedInADeadlock) {
  const auto message = message_of<asyncio::DeadlockError>([] {
    asyncio::run([] {
      asyncio::task_group([](asyncio::TaskGroup& group) {
        group.create_task([] { asyncio::await(asyncio::Future<>()); }, "a");
        group.create_task([] { asyncio::await(asyncio::Future<>()); }, "b");
      });
    });
  });
  EXPECT_NE(message.find("waits for TaskGroup with a, b at task_group_test.cpp:"), std::string::npos) << message;
}

TEST(TaskGroup, RunsATaskInTheContextThatItIsGiven) {
  asyncio::run([] {
    const asyncio::ContextVar<int> var("var", 0);
    const asyncio::Context context;
    asyncio::task_group([&](asyncio::TaskGroup& group) {
      group.create_task([&] { var.set(1); }, "own");
      EXPECT_EQ(group.create_task([&] { var.set(2); }, "given", context).get_name(), "given");
    });
    EXPECT_EQ(context.get(var), 2);
    EXPECT_EQ(var.get(), 0);
  });
}

}  // namespace
