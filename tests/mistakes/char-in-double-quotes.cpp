#include <asyncio.hpp>
int main() {
  char c = "x";
  asyncio::print("{}\n", c);
}
