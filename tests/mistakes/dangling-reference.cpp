#include <asyncio.hpp>
#include <algorithm>
int read() { return 3; }
int main() {
  int most = 2;
  const int& larger = std::max(most, read());
  asyncio::print("{}\n", larger);
}
