#include <asyncio.hpp>
int main() {
  int total;
  total += 1;
  asyncio::print("{}\n", total);
}
