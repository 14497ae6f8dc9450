#include <asyncio.hpp>
int main() {
  const int n = 1;
  n = 2;
  asyncio::print("{}\n", n);
}
