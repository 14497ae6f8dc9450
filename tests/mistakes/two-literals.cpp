#include <asyncio.hpp>
#include <string>
int main() {
  std::string text = "a" + "b";
  asyncio::print("{}\n", text);
}
