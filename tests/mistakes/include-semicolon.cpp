#include <asyncio.hpp>;
int main() { asyncio::print("x\n"); }
