#include <asyncio.hpp>
#include <utility>
std::pair<int, int> both() {
  return 1, 2;
}
int main() { asyncio::print("{}\n", both().first); }
