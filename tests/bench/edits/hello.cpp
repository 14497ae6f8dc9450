#include <asyncio.hpp>

int main() { asyncio::print("MARK\n"); }
