#include <asyncio.hpp>
#include <map>
#include <string>
int main() {
  std::map<std::string, int> m = {"a": 1, "b": 2};
  asyncio::print("{}\n", m.size());
}
