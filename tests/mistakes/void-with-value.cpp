#include <asyncio.hpp>
void f() { return 5; }
int main() { f(); }
