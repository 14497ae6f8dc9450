#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Generator<int> numbers = {[](auto& yield) { yield(1); }};
    auto copy = numbers;
    for (int n : copy) asyncio::print("{}\n", n);
  });
}
