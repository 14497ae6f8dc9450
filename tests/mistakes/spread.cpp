#include <asyncio.hpp>
#include <vector>
int f() { return 1; }
int main() {
  asyncio::run([] {
    std::vector<asyncio::Task<int>> tasks;
    tasks.push_back(asyncio::create_task(f));
    auto all = asyncio::await(asyncio::gather(tasks...));
    asyncio::print("{}\n", all);
  });
}
