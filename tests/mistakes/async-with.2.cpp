#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    async with asyncio::timeout(1s) {
      asyncio::sleep(2s);
    }
  });
}
