#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return 1; });
    int n = await task;
    asyncio::print("{}\n", n);
  });
}
