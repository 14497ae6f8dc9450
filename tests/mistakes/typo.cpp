#include <asyncio.hpp>
int main() {
  int count = 0;
  cuont += 1;
  asyncio::print("{}\n", count);
}
