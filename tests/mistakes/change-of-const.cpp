#include <asyncio.hpp>
#include <string>
#include <vector>
void add(const std::vector<std::string>& names) { names.push_back("Ada"); }
int main() {
  std::vector<std::string> names;
  add(names);
}
