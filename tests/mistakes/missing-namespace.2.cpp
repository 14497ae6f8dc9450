#include <asyncio.hpp>
#include <vector>
int main() {
  vector<int> numbers{1, 2, 3};
  asyncio::print("{}\n", numbers.size());
}
