#include <asyncio.hpp>
#include <functional>
#include <vector>
using namespace std::chrono_literals;

int square(int x) {
  asyncio::sleep(2ms * x);
  return x * x;
}

int main() {
  const int total = asyncio::run([] {
    std::vector<std::function<int()>> jobs;
    for (int i = 1; i <= 4; ++i) jobs.push_back([i] { return square(i); });
    int sum = 0;
    for (int result : asyncio::await(asyncio::gather(jobs))) sum += result;
    return sum;
  });
  asyncio::print("MARK {}\n", total);
}
