#include <asyncio.hpp>
int main() {
  total = 0;
  total += 1;
  asyncio::print("{}\n", total);
}
