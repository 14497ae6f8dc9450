#include <asyncio.hpp>
using namespace std::chrono_literals;
int work(int n) { return n; }
int main() {
  asyncio::run([] {
    int n = asyncio::wait_for(work(1), 1s);
    asyncio::print("{}\n", n);
  });
}
