#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    asyncio::await(asyncio::sleep(1s));
  });
}
