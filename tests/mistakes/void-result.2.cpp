#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { asyncio::sleep(1s); });
    int n = asyncio::await(task);
  });
}
