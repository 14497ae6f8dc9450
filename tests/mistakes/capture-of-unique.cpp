#include <asyncio.hpp>
#include <memory>
int main() {
  asyncio::run([] {
    auto p = std::make_unique<int>(1);
    auto t = asyncio::create_task([p] { asyncio::print("{}\n", *p); });
    asyncio::await(t);
  });
}
