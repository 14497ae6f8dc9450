#include <asyncio.hpp>
void work(auto n) { asyncio::print("{}\n", n); }
int main() {
  asyncio::run([] {
    asyncio::await(asyncio::create_task(work));
  });
}
