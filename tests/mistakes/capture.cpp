#include <asyncio.hpp>
int main() {
  int n = 3;
  asyncio::run([] { asyncio::print("{}\n", n); });
}
