#include <asyncio.hpp>
async def work(n) {
  asyncio::print("{}\n", n);
}
int main() {
  asyncio::run([] { work(1); });
}
