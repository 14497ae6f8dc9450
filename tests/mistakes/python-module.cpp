#include <asyncio.hpp>
#include <cstdlib>
int main() {
  asyncio::run([] {
    int n = random.randint(1, 6);
    asyncio::print("{}\n", n);
  });
}
