#include <asyncio.hpp>
int main() {
  int n = 1;
  if (n === 1) asyncio::print("one\n");
}
