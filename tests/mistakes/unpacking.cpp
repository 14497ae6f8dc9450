#include <asyncio.hpp>
#include <utility>
int main() {
  asyncio::run([] {
    auto a, b = std::make_pair(1, 2);
    asyncio::print("{} {}\n", a, b);
  });
}
