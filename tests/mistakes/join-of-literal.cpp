#include <asyncio.hpp>
#include <string>
#include <vector>
int main() {
  asyncio::run([] {
    std::vector<std::string> items{"a", "b"};
    asyncio::print("{}\n", ", ".join(items));
  });
}
