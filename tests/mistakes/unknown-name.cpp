#include <asyncio.hpp>
int main() { asyncio::print("{}\n", total); }
