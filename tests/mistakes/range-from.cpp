#include <asyncio.hpp>
int main() {
  for (auto i : range(1, 4)) { asyncio::print("{}\n", i); }
}
