#include <asyncio.hpp>
#include <ranges>
int main() {
  asyncio::run([] {
    for (auto i : 10) asyncio::print("{}\n", i);
  });
}
