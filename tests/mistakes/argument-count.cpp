#include <asyncio.hpp>
int add(int a, int b) { return a + b; }
int main() { asyncio::print("{}\n", add(1)); }
