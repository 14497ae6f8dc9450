#include <asyncio.hpp>
using namespace std::chrono_literals;
int f() { return 1; }
int main() {
  asyncio::run([] {
    asyncio::wait_for(f, timeout=1s);
  });
}
