#include <asyncio.hpp>
#include <ranges>
int main() {
  asyncio::run([] {
    asyncio::Generator<int> numbers = {[](auto& yield) { yield(1); }};
    for (int n : numbers | std::views::filter([](int x) { return x > 0; })) asyncio::print("{}\n", n);
  });
}
