#include <asyncio.hpp>
#include <string>
int main() {
  std::string text = "count: " + 5;
  asyncio::print("{}\n", text);
}
