// The caller sends numbers, and a generator answers with their sum.
#include <asyncio.hpp>

using asyncio::println;

asyncio::Generator<int, int, int> adder() {
  return {[](auto& yield) {
    println("  adder: starts");
    int sum = 0;
    try {
      for (int i = 0; i < 2; ++i) {
        int number = yield(sum).value();
        println("  adder: was sent {}", number);
        sum += number;
      }
    } catch (const asyncio::GeneratorExit&) {
      println("  adder: is closed");
      throw;
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
  generator.close();
  println("main: closed it");
}
