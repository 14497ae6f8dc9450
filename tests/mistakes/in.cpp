#include <asyncio.hpp>
#include <vector>
int main() {
  std::vector<int> numbers{1, 2, 3};
  if (2 in numbers) asyncio::print("there\n");
}
