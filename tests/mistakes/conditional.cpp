#include <asyncio.hpp>
int main() {
  int n = 5;
  int sign = 1 if n > 0 else -1;
  asyncio::print("{}\n", sign);
}
