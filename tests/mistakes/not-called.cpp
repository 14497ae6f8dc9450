#include <asyncio.hpp>
void f() { asyncio::print("x\n"); }
int main() { f; }
