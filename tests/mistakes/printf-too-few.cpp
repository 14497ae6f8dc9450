#include <asyncio.hpp>
#include <cstdio>
int main() {
  printf("n is %d\n");
}
