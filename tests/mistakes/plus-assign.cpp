#include <asyncio.hpp>
int main() { int n = 0; n =+ 1; asyncio::print("{}\n", n); }
