#include <asyncio.hpp>
using namespace std::chrono_literals;

int main() {
  asyncio::run([] {
    auto ticker = asyncio::create_task([] {
      for (;;) {
        asyncio::print("MARK\n");
        asyncio::sleep(10ms);
      }
    });
    asyncio::sleep(35ms);
    ticker.cancel();
  });
}
