#include "core/fiber.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace {

using asyncio::core::Fiber;

/// A pool of the tests' own: the fibers in the thread's have the loop's body.
asyncio::core::FiberPool& pool() {
  static asyncio::core::FiberPool own;
  return own;
}

Fiber* root = nullptr;
std::function<void()> work;

/// A body as the loop's: does the work that there is, goes back to the pool, and may be handed out again.
[[noreturn]] void body() {
  for (;;) {
    work();
    pool().release(Fiber::current());
    root->switch_to();
  }
}

/// Starts `to_do` on a fiber of the pool; returns once it ends or switches back.
Fiber& start(std::function<void()> to_do) {
  root = &Fiber::current();
  work = std::move(to_do);
  Fiber& fiber = pool().acquire(&body);
  fiber.switch_to();
  return fiber;
}

TEST(Fiber, RunsOnAStackOfItsOwn) {
  const std::byte* address = nullptr;
  std::byte on_this_stack{};
  const Fiber& fiber = start([&] {
    std::byte on_that_stack{};
    address = &on_that_stack;
    EXPECT_NE(&Fiber::current(), root);
  });
  EXPECT_EQ(&Fiber::current(), root);
  EXPECT_NE(address, &on_this_stack);
  EXPECT_TRUE(fiber.stack().intact());
}

TEST(Fiber, GoesOnWhereItLeftOff) {
  std::string log;
  Fiber& fiber = start([&] {
    for (int i = 0; i != 3; ++i) {
      log += std::to_string(i);
      root->switch_to();
    }
  });
  for (int i = 0; i != 3; ++i) {
    log += 'r';
    fiber.switch_to();
  }
  EXPECT_EQ(log, "0r1r2r");
}

TEST(Fiber, StaysWhereItIsWhenSwitchedToItself) {
  Fiber::current().switch_to();
  start([] { Fiber::current().switch_to(); });
}

TEST(Fiber, SwitchesToAnotherFiberDirectly) {
  std::string log;
  Fiber& first = start([&] {
    log += "a";
    root->switch_to();
    log += "c";
  });
  Fiber& second = start([&] {
    log += "b";
    first.switch_to();
    log += "e";
  });
  log += "d";
  second.switch_to();
  EXPECT_EQ(log, "abcde");
}

TEST(Fiber, KeepsLocalsOfAThousandStacks) {
  constexpr std::size_t count = 1'000;
  std::vector<Fiber*> fibers;
  std::vector<std::uint64_t> sums(count);
  for (std::size_t i = 0; i != count; ++i) {
    fibers.push_back(&start([&sums, i] {
      // Copies: the function object lives elsewhere, and the next one takes its place.
      auto& sum = sums[i];
      std::uint64_t numbers[100];
      std::iota(std::begin(numbers), std::end(numbers), i);
      for (int turn = 0; turn != 3; ++turn) root->switch_to();
      sum = std::accumulate(std::begin(numbers), std::end(numbers), std::uint64_t{0});
    }));
  }
  for (int turn = 0; turn != 3; ++turn) {
    for (Fiber* fiber : fibers) fiber->switch_to();
  }
  for (std::size_t i = 0; i != count; ++i) ASSERT_EQ(sums[i], 100 * i + 4'950);
}

TEST(FiberPool, HandsOutTheStackThatWasUsedLast) {
  Fiber& first = start([] {});
  const auto size = pool().size();
  for (int i = 0; i != 10; ++i) EXPECT_EQ(&start([] {}), &first);
  EXPECT_EQ(pool().size(), size);
}

TEST(FiberPool, GrowsByTheStacksThatAreInUse) {
  const auto before = pool().size();
  std::vector<Fiber*> fibers;
  for (std::size_t i = 0; i != before + 5; ++i) fibers.push_back(&start([] { root->switch_to(); }));
  EXPECT_EQ(pool().size(), before + 5);
  EXPECT_EQ(pool().idle(), 0U);
  for (Fiber* fiber : fibers) fiber->switch_to();
  EXPECT_EQ(pool().idle(), before + 5);
}

}  // namespace
