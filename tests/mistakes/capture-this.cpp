#include <asyncio.hpp>
struct Counter {
  int n = 0;
  void add() {
    auto task = asyncio::create_task([] { ++n; });
    asyncio::await(task);
  }
};
int main() {
  asyncio::run([] { Counter().add(); });
}
