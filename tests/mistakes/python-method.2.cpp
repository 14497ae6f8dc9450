#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    asyncio::print("{}\n", queue.size());
  });
}
