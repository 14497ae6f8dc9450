#include <asyncio.hpp>
int main() {
  for (int i = 0, i < 3, i++) { asyncio::print("{}\n", i); }
}
