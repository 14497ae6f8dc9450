#include <asyncio.hpp>
int main() {
  int a, b = 1, 2;
  asyncio::print("{} {}\n", a, b);
}
