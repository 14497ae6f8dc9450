#include <asyncio.hpp>
#include <vector>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    tasks.push_back([] { asyncio::sleep(1s); });
  });
}
