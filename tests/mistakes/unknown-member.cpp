#include <asyncio.hpp>
#include <vector>
int main() { std::vector<int> v; v.puhs_back(1); asyncio::print("{}\n", v); }
