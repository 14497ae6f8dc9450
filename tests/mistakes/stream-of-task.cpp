#include <asyncio.hpp>
#include <iostream>
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return 1; });
    std::cout << task;
  });
}
