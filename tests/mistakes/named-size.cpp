#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Queue<int> q(maxsize=3);
    q.put(1);
  });
}
