#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    int n = 1
    asyncio::print("{}\n", n);
  });
}
