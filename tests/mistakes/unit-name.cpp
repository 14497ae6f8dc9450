#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::sleep(1sec);
  });
}
