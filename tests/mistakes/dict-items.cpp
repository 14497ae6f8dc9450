#include <asyncio.hpp>
#include <map>
#include <string>
int main() {
  asyncio::run([] {
    std::map<std::string, int> ages{{"Ada", 36}};
    for (auto& [name, age] : ages.items()) asyncio::print("{} {}\n", name, age);
  });
}
