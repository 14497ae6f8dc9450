#include "support/program.hpp"

#include <thread>

namespace executor {

int work(int n) {
  std::this_thread::sleep_for(50ms);
  return n * n;
}

PROGRAM("threads/executor") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    {
      asyncio::ThreadPoolExecutor pool(1);
      std::vector<asyncio::Future<int>> calls;
      for (int n = 0; n != 4; ++n) {
        calls.push_back(loop.run_in_executor(pool, work, n));
        calls.back().add_done_callback([n](const auto& f) { print("call", n, "cancelled:", f.cancelled()); });
      }
      print("cancel ->", calls[2].cancel());
      for (const std::size_t n : {0U, 1U, 3U}) print("result", asyncio::await(calls[n]));
    }
    const std::vector<std::function<int()>> threads{[] { return asyncio::to_thread(work, 5); },
                                                    [] { return asyncio::to_thread(work, 6); }};
    print(asyncio::await(asyncio::gather(threads)));
  });
}

}  // namespace executor
