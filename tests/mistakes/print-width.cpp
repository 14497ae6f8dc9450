#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::print("{:{}}\n", 5, 6.5);
  });
}
