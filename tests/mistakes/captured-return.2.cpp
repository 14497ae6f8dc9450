#include <asyncio.hpp>
using namespace std::chrono_literals;
asyncio::Task<int> start() {
  int n = 3;
  return asyncio::create_task([&n] {
    asyncio::sleep(1s);
    return n;
  });
}
int main() {
  asyncio::run([] { asyncio::print("{}\n", asyncio::await(start())); });
}
