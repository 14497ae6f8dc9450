#include <asyncio.hpp>
int main() {
  int x = 5;
  asyncio::print("value:", x);
}
