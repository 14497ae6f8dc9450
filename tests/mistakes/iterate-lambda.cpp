#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto numbers = [](auto& yield) { yield(1); };
    for (int n : numbers) asyncio::print("{}\n", n);
  });
}
