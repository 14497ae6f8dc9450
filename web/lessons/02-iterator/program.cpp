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

asyncio::Generator<int> custom_range(int limit) {
  return {[limit](auto& yield) {
    println("  generator: starts");
    for (int i = 0; i < limit; ++i) {
      println("  generator: makes {}", i);
      yield(i);
    }
    println("  generator: ends");
  }};
}

int main() {
  ByHand by_hand = {.limit = 2};
  println("by hand: {}", by_hand.next());
  println("by hand: {}", by_hand.next());

  auto numbers = custom_range(3);
  println("main: the generator is made");
  for (int number : numbers) println("main: takes {}", number);
}
