#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    int n = 0;
    auto task = asyncio::create_task([n] { n += 1; });
    asyncio::await(task);
  });
}
