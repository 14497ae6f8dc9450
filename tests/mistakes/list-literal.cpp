#include <asyncio.hpp>
int main() {
  auto names = ["a", "b"];
  for (auto n : names) asyncio::print("{}\n", n);
}
