#include <asyncio.hpp>
#include <string>
std::string name() { return "Ada"; }
const std::string& greeting() { return "Hello, " + name(); }
int main() { asyncio::print("{}\n", greeting()); }
