#include <asyncio.hpp>
int main() {
  auto twice = (int n) => n * 2;
  asyncio::print("{}\n", twice(1));
}
