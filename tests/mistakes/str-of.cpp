#include <asyncio.hpp>
#include <string>
int main() {
  std::string text = "n = " + str(5);
  asyncio::print("{}\n", text);
}
