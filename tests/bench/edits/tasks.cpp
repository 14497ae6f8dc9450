#include <asyncio.hpp>
#include <string>
using namespace std::chrono_literals;

void count(std::string name, int to) {
  for (int i = 1; i <= to; ++i) {
    asyncio::print("MARK {}: {}\n", name, i);
    asyncio::sleep(5ms);
  }
}

int main() {
  asyncio::run([] {
    auto a = asyncio::create_task([] { count("a", 3); });
    auto b = asyncio::create_task([] { count("b", 2); });
    asyncio::await(a);
    asyncio::await(b);
  });
}
