#include <asyncio.hpp>
int main() {
  int n = 1;
  asyncio::print(`n is ${n}`);
}
