#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    auto r = asyncio::sleep(1s);
  });
}
