#include <asyncio.hpp>
int main() {
  const n = 1;
  asyncio::print("{}\n", n);
}
