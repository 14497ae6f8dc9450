#include <asyncio.hpp>
#include <string>
void rename(std::string& name) { name += "!"; }
int main() { rename("Ada"); }
