#include <asyncio.hpp>
using namespace std::chrono_literals;
struct Worker {
  void work() { asyncio::sleep(1s); }
};
int main() {
  asyncio::run([] {
    Worker worker;
    auto task = asyncio::create_task(worker.work);
    asyncio::await(task);
  });
}
