#include <asyncio.hpp>
#include <cassert>
int main() {
  int n = 1;
  assert n == 1;
}
