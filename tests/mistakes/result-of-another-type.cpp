#include <asyncio.hpp>
#include <string>
int main() {
  asyncio::run([] {
    asyncio::Future<int> future;
    future.set_result("done");
    asyncio::print("{}\n", asyncio::await(future));
  });
}
