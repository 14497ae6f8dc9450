#include <asyncio.hpp>
function add(a, b) { return a + b; }
int main() { asyncio::print("{}\n", add(1, 2)); }
