/// @file
/// A little of everything, so that every part of the library is linked: tasks, timers, cancelling, gathering, HTTP, printing, testing.
#include <asyncio.hpp>
#include <asyncio/testing.hpp>
#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace {

int square(int number) {
  asyncio::sleep(std::chrono::milliseconds(10 * (4 - number)));
  return number * number;
}

}  // namespace

int main() {
  const auto sum = asyncio::run([] {
    auto spinner = asyncio::create_task([] { asyncio::sleep(1h); }, "spinner");
    std::vector<asyncio::Task<int>> tasks;
    for (int number = 1; number <= 3; ++number)
      tasks.push_back(asyncio::create_task([number] { return square(number); }));
    int total = 0;
    for (const int result : asyncio::await(asyncio::gather(tasks))) total += result;
    spinner.cancel("done");
    try {
      asyncio::await(spinner);
    } catch (const asyncio::CancelledError& cancelled) {
      asyncio::print("{} was cancelled: {}\n", spinner.get_name(), cancelled.message());
    }
    try {
      asyncio::fetch("http://127.0.0.1:1/");
    } catch (const asyncio::ClientError&) {
      asyncio::print("nobody answers at port 1\n");
    }
    return total;
  });
  asyncio::print("sum of squares: {}\n", sum);

  asyncio::testing::World world;
  world.serve("https://api.test/", asyncio::Response{.status = 200, .body = "[]"}, 2h);
  const auto body = asyncio::run([] { return asyncio::fetch("https://api.test/").body; });
  asyncio::print("{} after {} simulated hours\n", body, std::chrono::round<std::chrono::hours>(world.time()).count());
}
