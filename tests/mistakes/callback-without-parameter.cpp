#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return 1; });
    task.add_done_callback([] { asyncio::print("done\n"); });
  });
}
