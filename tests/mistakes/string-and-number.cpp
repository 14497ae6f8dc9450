#include <asyncio.hpp>
#include <string>
int main() {
  std::string text = std::string("n = ") + 5;
  asyncio::print("{}\n", text);
}
