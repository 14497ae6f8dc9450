#include <asyncio.hpp>
#include <cstdio>
int main() {
  int n = 1;
  printf("n is {}\n", n);
}
