#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Queue queue;
    queue.put(1);
  });
}
