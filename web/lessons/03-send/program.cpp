// The caller sends numbers, and a generator answers with their sum.
#include <asyncio.hpp>

using asyncio::println;

asyncio::Generator<int, int, int> adder() {
  return {[](auto& yield) {
    println("  adder: starts");
    int sum = 0;
    for (int i = 0; i < 2; ++i) {
      int number = yield(sum).value();
      println("  adder: was sent {}", number);
      sum += number;
    }
    return sum;
  }};
}

int main() {
  auto generator = adder();
  try {
    generator.send(5);
  } catch (const asyncio::TypeError& error) {
    println("main: {}", error.what());
  }

  println("main: next gives {}", asyncio::next(generator));
  println("main: send gives {}", generator.send(10));
  try {
    generator.send(20);
  } catch (const asyncio::StopIteration& end) {
    println("main: it returned {}", end.value<int>());
  }
}
