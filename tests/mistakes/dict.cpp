#include <asyncio.hpp>
#include <string>
int main() {
  dict<std::string, int> ages;
  ages["Ada"] = 36;
}
