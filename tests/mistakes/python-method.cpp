#include <asyncio.hpp>
#include <vector>
int main() {
  asyncio::run([] {
    std::vector<int> items;
    items.append(1);
  });
}
