#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <stdexcept>
#include <string>

#include "ports/call_stack.hpp"

namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

// A browser does not tell.
bool platform_tells() { return !asyncio::core::call_stack().empty(); }

[[gnu::noinline]] void wait_deeply(int depth) {
  if (depth == 0) {
    asyncio::sleep(1s);
  } else {
    wait_deeply(depth - 1);
  }
  asm volatile("");  // Keeps the call above from being the last thing, and so from losing its frame.
}

TEST(TaskStack, OfATaskThatWaitsHasItsCallsAndLeavesItAsItIs) {
  asyncio::run([] {
    const auto shallow = asyncio::create_task([] { wait_deeply(0); });
    const auto deep = asyncio::create_task([] {
      try {
        throw std::runtime_error("handled while it waits");
      } catch (const std::runtime_error& error) {
        wait_deeply(20);
        EXPECT_STREQ(error.what(), "handled while it waits");
      }
      return 42;
    });
    EXPECT_THAT(deep.get_stack(), IsEmpty()) << "it has not started";
    asyncio::sleep(0s);
    if (platform_tells()) {
      EXPECT_THAT(deep.get_stack(), SizeIs(testing::Ge(shallow.get_stack().size() + 15)));
      EXPECT_EQ(deep.get_stack(), deep.get_stack());
    }
    EXPECT_EQ(asyncio::await(deep), 42);
    EXPECT_THAT(deep.get_stack(), IsEmpty()) << "it is done";
  });
}

TEST(TaskStack, OfTheTaskThatRunsIsTheCurrentOne) {
  asyncio::run([] {
    if (platform_tells()) EXPECT_THAT(asyncio::current_task()->get_stack(), SizeIs(testing::Gt(1U)));
  });
}

}  // namespace
