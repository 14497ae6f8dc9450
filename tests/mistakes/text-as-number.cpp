#include <asyncio.hpp>
#include <string>
int main() {
  std::string s = "12";
  int n = int(s);
  asyncio::print("{}\n", n);
}
