#include <asyncio.hpp>
int f() { return 1; }
int main() {
  asyncio::run([] {
    auto a = asyncio::create_task(f);
    auto b = asyncio::create_task(f);
    auto all = asyncio::await(asyncio::gather({a, b}));
  });
}
