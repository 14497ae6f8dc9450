#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    async with asyncio::TaskGroup() as group {
      group.create_task([] { asyncio::sleep(1s); });
    }
  });
}
