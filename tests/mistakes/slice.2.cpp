#include <asyncio.hpp>
#include <string>
int main() {
  std::string s = "hello";
  auto part = s[:2];
  asyncio::print("{}\n", part);
}
