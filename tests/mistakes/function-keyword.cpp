#include <asyncio.hpp>
using namespace std::chrono_literals;
function work() { asyncio::sleep(1s); }
int main() {
  asyncio::run([] {
    work();
  });
}
