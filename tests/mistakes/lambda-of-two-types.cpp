#include <asyncio.hpp>
int main() {
  auto half = [](int n) {
    if (n % 2 == 0) return n / 2;
    return n / 2.0;
  };
  asyncio::print("{}\n", half(3));
}
