// The order of timers, seen through the loop, against a model.
#include <gtest/gtest.h>

#include <algorithm>
#include <asyncio.hpp>
#include <random>
#include <utility>
#include <vector>

namespace {

class TimerQueue : public testing::TestWithParam<unsigned> {};

TEST_P(TimerQueue, KeepsOrderUnderRandomCancelling) {
  std::mt19937 random(GetParam());
  auto loop = asyncio::new_event_loop();
  std::vector<int> fired;
  std::vector<std::pair<int, int>> expected;  // deadline, age
  std::vector<asyncio::Handle> handles;
  constexpr int count = 300;
  for (int age = 0; age != count; ++age) {
    // Few deadlines, so that many are equal.
    const int deadline = static_cast<int>(random() % 40);
    handles.push_back(loop.call_at(deadline, [&fired, age] { fired.push_back(age); }));
    expected.emplace_back(deadline, age);
    if (random() % 3 == 0) {
      const auto victim = random() % handles.size();
      handles[victim].cancel();
      std::erase_if(expected, [&](const auto& timer) { return timer.second == static_cast<int>(victim); });
    }
  }
  loop.call_at(100, [&] { loop.stop(); });
  loop.run_forever();
  loop.close();

  std::ranges::sort(expected);
  std::vector<int> order;
  for (const auto& [deadline, age] : expected) order.push_back(age);
  EXPECT_EQ(fired, order);
}

INSTANTIATE_TEST_SUITE_P(Seeds, TimerQueue, testing::Range(1U, 9U));

TEST(TimerQueueAges, GoOnWhereACancelledTimerWas) {
  auto loop = asyncio::new_event_loop();
  std::vector<int> fired;
  for (int i = 0; i != 5; ++i) {
    auto cancelled = loop.call_at(1, [&fired] { fired.push_back(-1); });
    loop.call_at(1, [&fired, i] { fired.push_back(i); });
    cancelled.cancel();
  }
  loop.call_at(2, [&] { loop.stop(); });
  loop.run_forever();
  loop.close();
  EXPECT_EQ(fired, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(TimerQueueAges, LetATimerSetAnotherForTheSameMoment) {
  auto loop = asyncio::new_event_loop();
  std::vector<int> fired;
  loop.call_at(1, [&] {
    fired.push_back(1);
    loop.call_at(1, [&] { fired.push_back(3); });
  });
  loop.call_at(1, [&] { fired.push_back(2); });
  loop.call_at(2, [&] { loop.stop(); });
  loop.run_forever();
  loop.close();
  EXPECT_EQ(fired, (std::vector<int>{1, 2, 3}));
}

}  // namespace
