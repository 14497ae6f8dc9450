#include <asyncio.hpp>
struct Worker { int n = 1; void work() { asyncio::print("{}\n", n); } };
int main() {
  asyncio::run([] {
    Worker w;
    auto task = asyncio::create_task(&Worker::work, &w);
    asyncio::await(task);
  });
}
