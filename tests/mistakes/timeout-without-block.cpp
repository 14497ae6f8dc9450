#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    asyncio::timeout(1s);
    asyncio::sleep(2s);
  });
}
