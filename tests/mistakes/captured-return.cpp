#include <asyncio.hpp>
asyncio::Generator<int> numbers(int end) {
  return [&](auto& yield) {
    for (int i = 0; i < end; ++i) yield(i);
  };
}
int main() {
  for (int i : numbers(3)) asyncio::print("{}\n", i);
}
