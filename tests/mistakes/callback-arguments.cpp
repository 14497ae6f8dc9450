#include <asyncio.hpp>
using namespace std::chrono_literals;
void say(int n) { asyncio::print("{}\n", n); }
int main() {
  asyncio::run([] {
    asyncio::get_running_loop().call_later(1s, say, 5);
    asyncio::sleep(2s);
  });
}
