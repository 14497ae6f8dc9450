#include <asyncio.hpp>
#include <vector>
int main() {
  std::vector<int> v = {1, 2, 3};
  auto part = v[0:1];
  asyncio::print("{}\n", part);
}
