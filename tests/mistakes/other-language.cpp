#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    setTimeout([] { asyncio::print("x\n"); }, 1000);
  });
}
