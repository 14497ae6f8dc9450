#include <asyncio.hpp>
int main() { int n = 7 // 2;
  asyncio::print("{}\n", n); }
