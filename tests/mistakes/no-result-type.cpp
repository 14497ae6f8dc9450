#include <asyncio.hpp>
using namespace std::chrono_literals;
work() { asyncio::sleep(1s); }
int main() {
  asyncio::run([] {
    work();
  });
}
