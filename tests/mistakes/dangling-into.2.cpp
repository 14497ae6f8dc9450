#include <asyncio.hpp>
#include <string>
std::string name() { return "Ada"; }
int main() {
  const char* text = nullptr;
  text = name().c_str();
  asyncio::print("{}\n", text);
}
