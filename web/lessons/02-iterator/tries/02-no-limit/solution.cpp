// Numbers one at a time: by hand, and from a generator.
#include <asyncio.hpp>

using asyncio::println;

struct ByHand {
  int limit;
  int i = 0;

  int next() {
    if (i == limit) throw asyncio::StopIteration();
    return i++;
  }
};

asyncio::Generator<int> custom_range() {
  return {[](auto& yield) {
    println("  generator: starts");
    for (int i = 0;; ++i) {
      println("  generator: makes {}", i);
      yield(i);
    }
  }};
}

int main() {
  ByHand by_hand = {.limit = 2};
  println("by hand: {}", by_hand.next());
  println("by hand: {}", by_hand.next());

  auto numbers = custom_range();
  println("main: the generator is made");
  for (int number : numbers) {
    println("main: takes {}", number);
    if (number == 5) break;
  }
}
