// How large stacks are, where a program asks.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <cstddef>
#include <stdexcept>

namespace {

using namespace std::chrono_literals;

/// Uses a kilobyte of stack a level.
int deep(int levels) {
  volatile char frame[1000];
  frame[0] = 1;
  return levels == 0 ? 0 : deep(levels - 1) + frame[0];
}

struct StackSize : testing::Test {
  const std::size_t usual = asyncio::stack_size();
  ~StackSize() override { asyncio::stack_size(usual); }
};

TEST_F(StackSize, HoldsWhatIsAskedForEvenWhereSmallerStacksAreIdle) {
  asyncio::run([] { asyncio::sleep(0s); });
  EXPECT_EQ(asyncio::stack_size(8 * usual), usual);
  asyncio::run([this] {
    const int levels = static_cast<int>(4 * usual / 1024);
    EXPECT_EQ(deep(levels), levels);
    asyncio::sleep(1ms);
    EXPECT_EQ(deep(levels), levels);
  });
}

TEST_F(StackSize, OfZeroOnlyAnswers) {
  EXPECT_EQ(asyncio::stack_size(), usual);
  EXPECT_EQ(asyncio::stack_size(0), usual);
}

TEST_F(StackSize, TooSmallToBeUsefulIsRefused) {
  EXPECT_THROW(asyncio::stack_size(1000), std::invalid_argument);
  EXPECT_EQ(asyncio::stack_size(), usual);
}

}  // namespace
