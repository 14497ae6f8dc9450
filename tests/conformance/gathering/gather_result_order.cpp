#include "support/program.hpp"

namespace gather_result_order {

std::string job(std::string name, asyncio::Event& gate) {
  gate.wait();
  print("finished", name);
  return name;
}

PROGRAM("gathering/gather_result_order") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    asyncio::Event slow, fast, mid;
    const double now = loop.time();
    loop.call_at(now + 0.08, [&] { slow.set(); });
    loop.call_at(now + 0.02, [&] { fast.set(); });
    loop.call_at(now + 0.05, [&] { mid.set(); });
    std::vector<std::function<std::string()>> jobs{[&] { return job("slow", slow); }, [&] { return job("fast", fast); },
                                                   [&] { return job("mid", mid); }};
    print(asyncio::await(asyncio::gather(jobs)));
    const auto fut = loop.create_future<std::string>();
    fut.set_result("ready");
    // Arguments of several types give a tuple; these are put into a vector, which prints as the list that they are in Python.
    const auto [a, b, c] = asyncio::await(asyncio::gather(fut, [&] { return job("x", mid); }, fut));
    print(std::vector{a, b, c});
    print(asyncio::await(asyncio::gather(std::vector<asyncio::Future<std::string>>())));
  });
}

}  // namespace gather_result_order
