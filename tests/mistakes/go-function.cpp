#include <asyncio.hpp>
func add(a int, b int) int {
  return a + b;
}
int main() {
  asyncio::print("{}\n", add(1, 2));
}
