#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return 1; });
    asyncio::print("{}\n", task.get());
  });
}
