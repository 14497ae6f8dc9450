#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    time.Sleep(1);
  });
}
