#include <asyncio.hpp>
int main() {
  list<int> numbers = {1, 2, 3};
  asyncio::print("{}\n", numbers.size());
}
