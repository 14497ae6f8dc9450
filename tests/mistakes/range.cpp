#include <asyncio.hpp>
int main() {
  for (int i : range(10)) asyncio::print("{}\n", i);
}
