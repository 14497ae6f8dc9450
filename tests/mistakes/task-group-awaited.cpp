#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    asyncio::TaskGroup group;
    group.create_task([] { asyncio::sleep(1s); });
    asyncio::await(group);
  });
}
