#include "support/program.hpp"

namespace finish_in_same_iteration {

std::string job(std::string name, const asyncio::Future<>& gate) {
  asyncio::await(gate);
  print(name, "ends");
  return name;
}

void waiter(const asyncio::Task<std::string>& task) { print("waiter of", asyncio::await(task)); }

PROGRAM("tasks/finish_in_same_iteration") {
  asyncio::run([] {
    const auto gate = asyncio::get_running_loop().create_future();
    const auto a = asyncio::create_task([&] { return job("a", gate); });
    const auto b = asyncio::create_task([&] { return job("b", gate); });
    a.add_done_callback([](const auto& t) { print("callback of", t.result()); });
    const auto first = asyncio::create_task([&] { waiter(b); });
    const auto second = asyncio::create_task([&] { waiter(a); });
    asyncio::sleep(20ms);
    b.add_done_callback([](const auto& t) { print("late callback of", t.result()); });
    gate.set_result();
    asyncio::await(asyncio::gather(first, second));
  });
}

}  // namespace finish_in_same_iteration
