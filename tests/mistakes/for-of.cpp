#include <asyncio.hpp>
#include <vector>
int main() {
  asyncio::run([] {
    std::vector<int> items{1, 2};
    for (auto item of items) asyncio::print("{}\n", item);
  });
}
