#include <asyncio.hpp>
int f() { return 1; }
int main() {
  int n = asyncio::await(f);
  asyncio::print("{}\n", n);
}
