#include <asyncio.hpp>
class Counter:
  int n = 0;
int main() {}
