#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return 1; });
    int n = co_await task;
    asyncio::print("{}\n", n);
  });
}
