#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::sleep(std::chrono::seconds(0.5));
  });
}
