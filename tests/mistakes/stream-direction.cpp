#include <asyncio.hpp>
#include <iostream>
int main() {
  int n = 1;
  std::cin << n;
}
