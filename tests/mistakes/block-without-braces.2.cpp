#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    while true:
      asyncio::sleep(1s);
  });
}
