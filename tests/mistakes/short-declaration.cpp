#include <asyncio.hpp>
#include <utility>
std::pair<int, int> f() { return {1, 2}; }
int main() { 
  a, b := f();
  asyncio::print("{}\n", a + b); }
