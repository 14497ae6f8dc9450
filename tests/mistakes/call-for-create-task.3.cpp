#include <asyncio.hpp>
void say(int n) { asyncio::print("{}\n", n); }
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task(say(1));
    asyncio::await(task);
  });
}
