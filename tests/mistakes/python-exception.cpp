#include <asyncio.hpp>
#include <stdexcept>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    try {
      asyncio::sleep(1s);
    } catch (Exception& error) {
      asyncio::print("oh\n");
    }
  });
}
