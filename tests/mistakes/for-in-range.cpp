#include <asyncio.hpp>
int main() {
  for (int i in range(3)) { asyncio::print("{}\n", i); }
}
