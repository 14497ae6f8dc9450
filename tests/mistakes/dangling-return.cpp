#include <asyncio.hpp>
#include <string>
const std::string& name() {
  std::string text = "Ada";
  return text;
}
int main() { asyncio::print("{}\n", name()); }
