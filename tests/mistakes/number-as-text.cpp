#include <asyncio.hpp>
#include <string>
int main() {
  int n = 1;
  std::string s = n;
  asyncio::print("{}\n", s);
}
