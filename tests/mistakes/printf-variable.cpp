#include <asyncio.hpp>
#include <cstdio>
#include <string>
int main() {
  std::string s = "x";
  printf(s);
}
