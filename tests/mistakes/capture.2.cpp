#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    int n = 3;
    auto task = asyncio::create_task([] { return n + 1; });
    asyncio::await(task);
  });
}
