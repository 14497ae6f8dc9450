// An event loop: a queue of functions, and who calls them one after another.
#include <asyncio.hpp>

using namespace std::chrono_literals;
using asyncio::println;

int main() {
  asyncio::EventLoop loop = asyncio::new_event_loop();
  loop.call_soon([] { println("callback: called"); });
  auto task = loop.create_task([&] {
    println("task: starts");
    loop.call_soon([] { println("callback: while the task sleeps"); });
    println("task: falls asleep");
    asyncio::sleep(1s);
    println("task: goes on");
    try {
      loop.run_until_complete(loop.create_future<int>());
    } catch (const asyncio::RuntimeError& error) {
      println("task: {}", error.what());
    }
    return 42;
  });

  println("main: the queue is filled");
  int result = loop.run_until_complete(task);
  println("main: the result is {}", result);

  loop.close();
  try {
    loop.call_soon([] { println("callback: too late"); });
  } catch (const asyncio::RuntimeError& error) {
    println("main: {}", error.what());
  }
}
