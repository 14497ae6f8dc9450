#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    double delay = 0.5;
    asyncio::sleep(delay);
  });
}
