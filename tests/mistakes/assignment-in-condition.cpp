#include <asyncio.hpp>
int main() {
  int n = 5;
  if (n = 6) asyncio::print("six\n");
}
