#include <asyncio.hpp>
#include <string>
int main() {
  std::string line = "=" * 10;
  asyncio::print("{}\n", line);
}
