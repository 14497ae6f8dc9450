#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return 1; });
    auto [done, pending] = asyncio::wait({task}, asyncio::FIRST_COMPLETED);
    asyncio::print("{} {}\n", done.size(), pending.size());
  });
}
