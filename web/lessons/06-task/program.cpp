// A function that nobody starts, and a task, which the loop starts.
#include <asyncio.hpp>
#include <functional>
#include <string_view>

using namespace std::chrono_literals;
using asyncio::println;

int work(std::string_view name) {
  println("  {}: starts", name);
  asyncio::sleep(1s);
  println("  {}: is done", name);
  return 42;
}

int main() {
  asyncio::run([] {
    std::function<int()> forgotten = [] { return work("forgotten"); };
    auto task = asyncio::create_task([] { return work("task"); });
    task.add_done_callback(
        [](const auto& done) { println("callback: {}", done.result()); });
    println("main: the task is made");

    try {
      println("main: {}", task.result());
    } catch (const asyncio::InvalidStateError&) {
      println("main: InvalidStateError, no result yet");
    }

    println("main: waits");
    println("main: {}", asyncio::await(task));
  });
}
