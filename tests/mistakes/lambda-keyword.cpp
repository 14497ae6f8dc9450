#include <asyncio.hpp>
int work(int n) { return n; }
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task(lambda: work(1));
    asyncio::await(task);
  });
}
