#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    let x = 5;
    asyncio::print("{}\n", x);
  });
}
