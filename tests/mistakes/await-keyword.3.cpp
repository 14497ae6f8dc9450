#include <asyncio.hpp>
int work() { return 1; }
int main() {
  asyncio::run([] {
    auto [a, b] = await asyncio::gather(work, work);
    asyncio::print("{} {}\n", a, b);
  });
}
