#include <asyncio.hpp>
int main() { int n = 0; asyncio::print("n %d\n" % n); }
