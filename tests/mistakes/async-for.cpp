#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::AsyncGenerator<int> ticks = {[](auto& yield) { yield(1); }};
    async for (int n : ticks) asyncio::print("{}\n", n);
  });
}
