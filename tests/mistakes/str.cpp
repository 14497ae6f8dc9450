#include <asyncio.hpp>
void greet(str name) { asyncio::print("{}\n", name); }
int main() { greet("Ada"); }
