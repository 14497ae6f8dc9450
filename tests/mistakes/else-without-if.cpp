#include <asyncio.hpp>
int main() {
  int n = 1;
  if (n > 0) { n = 2; };
  else { n = 3; }
}
