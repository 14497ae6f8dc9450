#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    int a = 1;
    int b = 2;
    a, b = b, a;
    asyncio::print("{} {}\n", a, b);
  });
}
