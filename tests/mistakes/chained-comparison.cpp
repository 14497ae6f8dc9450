#include <asyncio.hpp>
int main() {
  int n = 5;
  if (0 < n < 10) asyncio::print("between\n");
}
