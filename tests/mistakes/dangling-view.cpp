#include <asyncio.hpp>
#include <string>
#include <string_view>
std::string name() { return "Ada"; }
int main() {
  std::string_view view = name();
  asyncio::print("{}\n", view);
}
