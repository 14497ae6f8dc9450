#include <asyncio.hpp>
int main() {
  int n = 3;
  asyncio::print("{}\n", 2 ** n);
}
