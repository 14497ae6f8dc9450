#include <asyncio.hpp>
#include <string>
using namespace std::chrono_literals;

int price(int n) {
  asyncio::sleep(5ms * n);
  return 100 * n;
}

std::string name(int n) {
  asyncio::sleep(3ms);
  return std::string(n, '*');
}

int main() {
  asyncio::run([] {
    auto [one, two, stars] =
        asyncio::await(asyncio::gather([] { return price(1); }, [] { return price(2); }, [] { return name(3); }));
    asyncio::print("MARK {} {} {}\n", one, two, stars);
  });
}
