#include <asyncio.hpp>
#include <ctime>
int main() {
  asyncio::run([] {
    time.sleep(1);
  });
}
