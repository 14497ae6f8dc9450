// What happens where a stack has no more room: the guard pages stop it, and the message says whose it was.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <asyncio.hpp>
#include <thread>

namespace {

using namespace std::chrono_literals;

/// Goes so deep that every stack is too small; what it returns keeps the compiler from making a loop of it.
[[gnu::noinline]] int dig(int depth) {
  volatile int array[64] = {};
  array[depth % 64] = depth;
  if (depth < 0) return 0;
  return dig(depth + 1) + array[(depth + 1) % 64];
}

[[gnu::noinline]] int dig_with_large_frames(int depth) {
  volatile char array[40'000];
  for (int i = 0; i != 40'000; i += 500) array[i] = static_cast<char>(depth);
  if (depth < 0) return 0;
  return dig_with_large_frames(depth + 1) + array[500];
}

void overflow_in_task(std::string_view name) {
  asyncio::run([name] {
    asyncio::await(asyncio::create_task(
        [] {
          asyncio::sleep(0s);
          dig(0);
        },
        name));
  });
}

class NativeStack : public testing::Test {
 protected:
  // The statements run in a process of their own that has no threads.
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

using NativeStackDeathTest = NativeStack;

TEST_F(NativeStackDeathTest, AnOverflowIsToldWithTheNameOfTheTask) {
  EXPECT_DEATH(overflow_in_task("digger"), "^stack overflow in digger: .*Its stack has [0-9]+ KB");
}

TEST_F(NativeStackDeathTest, AnOverflowInATaskWithoutANameIsToldWithItsNumber) {
  EXPECT_DEATH(overflow_in_task(""), "^stack overflow in Task-[0-9]+: ");
}

TEST_F(NativeStackDeathTest, LargeFramesDoNotStepOverTheGuard) {
  EXPECT_DEATH(asyncio::run([] { dig_with_large_frames(0); }), "^stack overflow in Task-1: ");
}

TEST_F(NativeStackDeathTest, AnOverflowOnAnotherThreadIsToldAsWell) {
  EXPECT_DEATH(std::thread(overflow_in_task, "of another thread").join(), "^stack overflow in of another thread: ");
}

void say_mine(int) {
  static constexpr char text[] = "mine";
  _exit(::write(STDERR_FILENO, text, sizeof text) > 0 ? 3 : 4);
}

/// Touches memory that is there but may not be touched, and is no stack's guard.
void touch_forbidden_memory() {
  void* const memory = mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *static_cast<volatile int*>(memory) = 1;
}

TEST_F(NativeStackDeathTest, AFaultThatIsNoOverflowGoesToTheHandlerThatWasThereBefore) {
  const auto fault = [] {
    signal(SIGSEGV, say_mine);
    asyncio::run(touch_forbidden_memory);
  };
  EXPECT_EXIT(fault(), testing::ExitedWithCode(3), "^mine");
}

TEST_F(NativeStackDeathTest, AFaultWithoutAnEarlierHandlerEndsTheProcessAsEver) {
  const auto fault = [] {
    signal(SIGSEGV, SIG_DFL);
    asyncio::run(touch_forbidden_memory);
  };
  EXPECT_EXIT(fault(), testing::KilledBySignal(SIGSEGV), "");
}

TEST_F(NativeStackDeathTest, ASignalThatWasSentIsNotTakenForAnOverflow) {
  const auto fault = [] {
    signal(SIGSEGV, SIG_DFL);
    asyncio::run([] { raise(SIGSEGV); });
  };
  EXPECT_EXIT(fault(), testing::KilledBySignal(SIGSEGV), "");
}

}  // namespace
