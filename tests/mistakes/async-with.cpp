#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Lock lock;
    with (lock) {
      asyncio::print("mine\n");
    }
  });
}
