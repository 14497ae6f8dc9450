#include <asyncio.hpp>
int main() {
  auto total;
  total = 1;
  asyncio::print("{}\n", total);
}
