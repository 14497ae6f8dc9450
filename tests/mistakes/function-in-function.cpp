#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    void work() {
      asyncio::sleep(1s);
    }
    work();
  });
}
