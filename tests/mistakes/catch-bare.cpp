#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    try {
      asyncio::sleep(1s);
    } catch {
      asyncio::print("failed\n");
    }
  });
}
