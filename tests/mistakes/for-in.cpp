#include <asyncio.hpp>
#include <vector>
int main() {
  std::vector<int> numbers{1, 2, 3};
  for (auto n in numbers) {
    asyncio::print("{}\n", n);
  }
}
