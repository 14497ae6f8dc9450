#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::print("{0} {}\n", 5, 6);
  });
}
