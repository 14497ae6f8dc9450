#include <asyncio.hpp>
void say(int n) { asyncio::print("{}\n", n); }
int main() {
  asyncio::run([] {
    asyncio::TaskGroup group;
    group.run([&] { group.create_task(say(1)); });
  });
}
