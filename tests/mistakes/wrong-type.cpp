#include <asyncio.hpp>
int f() { return "a"; }
int main() { asyncio::print("{}\n", f()); }
