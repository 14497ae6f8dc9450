#include "support/program.hpp"

PROGRAM("gathering/as_completed_edges") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    std::vector<std::string> results;
    for (auto f : asyncio::as_completed(std::vector<asyncio::Future<std::string>>()))
      results.push_back(asyncio::await(f));
    print("nothing:", results);
    const auto done = loop.create_future<std::string>();
    const auto later = loop.create_future<std::string>();
    const auto cancelled = loop.create_future<std::string>();
    done.set_result("done before");
    loop.call_later(20ms, [&] { cancelled.cancel("gone"); });
    loop.call_later(50ms, [&] { later.set_result("later"); });
    for (auto following : asyncio::as_completed(std::vector{later, cancelled, done})) {
      try {
        print(asyncio::await(following));
      } catch (const asyncio::CancelledError& e) {
        print("CancelledError:", e.message());
      }
    }
    print("main cancelling:", asyncio::current_task()->cancelling());
  });
}
