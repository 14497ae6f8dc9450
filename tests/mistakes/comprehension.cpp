#include <asyncio.hpp>
#include <vector>
int main() {
  std::vector<int> squares = [n * n for n in range(10)];
  asyncio::print("{}\n", squares.size());
}
