#include <asyncio.hpp>
int main() {
  int n = 1;
  asyncio::print(f"n is {n}\n");
}
