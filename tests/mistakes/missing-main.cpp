#include <asyncio.hpp>
void work() { asyncio::print("hello\n"); }
