#include <asyncio.hpp>
#include <map>
int main() {
  asyncio::run([] {
    std::map<int, asyncio::Task<>> tasks;
    tasks[1] = asyncio::create_task([] {});
  });
}
