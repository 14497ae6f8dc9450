#include <asyncio.hpp>
#include <vector>
int main() {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    tasks.push_back(asyncio::create_task([] { return 1; }));
  });
}
