#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return 1; });
    asyncio::await(task);
    int n = task.result;
    asyncio::print("{}\n", n);
  });
}
