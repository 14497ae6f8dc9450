#include <asyncio.hpp>
#include <string>
#include <string_view>
#include <vector>
std::string name() { return "Ada"; }
int main() {
  std::vector<std::string_view> names;
  names.push_back(name());
  asyncio::print("{}\n", names[0]);
}
