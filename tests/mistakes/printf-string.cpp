#include <asyncio.hpp>
#include <cstdio>
#include <string>
int main() {
  std::string name = "Ada";
  printf("hello %s\n", name);
}
