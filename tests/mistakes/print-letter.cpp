#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::print("{:.2f}\n", 5);
  });
}
