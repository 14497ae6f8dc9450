#include <asyncio.hpp>
#include <vector>
using namespace std::chrono_literals;

int main() {
  asyncio::run([] {
    asyncio::Queue<int> jobs;
    std::vector<asyncio::Task<>> workers;
    int total = 0;
    for (int id = 0; id < 3; ++id) {
      workers.push_back(asyncio::create_task([&] {
        for (;;) {
          total += jobs.get();
          asyncio::sleep(1ms);
          jobs.task_done();
        }
      }));
    }
    for (int n = 1; n <= 12; ++n) jobs.put_nowait(n);
    jobs.join();
    for (const auto& worker : workers) worker.cancel();
    asyncio::print("MARK {}\n", total);
  });
}
