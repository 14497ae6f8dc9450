#include <asyncio.hpp>
#include <vector>
std::vector<int> numbers() { return {1, 2, 3}; }
int main() {
  auto first = numbers().begin();
  asyncio::print("{}\n", *first);
}
