#include <asyncio.hpp>
int main() { int a = 1; int a = 2; asyncio::print("{}\n", a); }
