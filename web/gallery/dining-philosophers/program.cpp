#include <algorithm>
#include <array>
#include <asyncio.hpp>
#include <mutex>
using namespace std::chrono_literals;

constexpr int seats = 5;
std::array<asyncio::Lock, seats> forks;

// Whoever takes the fork with the lower number first never waits in a circle.
// Take left and right instead, and all wait for each other for ever.
void dine(int seat) {
  int left = seat;
  int right = (seat + 1) % seats;
  auto& first = forks[std::min(left, right)];
  auto& second = forks[std::max(left, right)];
  for (int course = 1; course <= 2; ++course) {
    asyncio::sleep(100ms);
    std::scoped_lock one(first);
    asyncio::sleep(50ms);
    std::scoped_lock two(second);
    asyncio::print("Philosopher {} eats course {}\n", seat + 1, course);
    asyncio::sleep(300ms);
  }
}

int main() {
  asyncio::run([] {
    asyncio::TaskGroup().run([](asyncio::TaskGroup& table) {
      for (int seat = 0; seat < seats; ++seat) {
        table.create_task([seat] { dine(seat); });
      }
    });
  });
  asyncio::print("Nobody is hungry any more.\n");
}
