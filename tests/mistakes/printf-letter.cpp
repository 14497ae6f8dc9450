#include <asyncio.hpp>
#include <cstdio>
int main() {
  double n = 1;
  printf("n is %d\n", n);
}
