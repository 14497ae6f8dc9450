#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Queue<int> queue;
    queue.empty();
  });
}
