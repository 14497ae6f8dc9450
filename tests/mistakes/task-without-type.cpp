#include <asyncio.hpp>
#include <vector>
int main() {
  asyncio::run([] {
    std::vector<asyncio::Task> tasks;
  });
}
