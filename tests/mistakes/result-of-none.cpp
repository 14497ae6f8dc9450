#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Future<void> future;
    future.set_result(1);
    asyncio::await(future);
  });
}
