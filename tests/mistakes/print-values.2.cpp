#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] {
      asyncio::print("value:", 5);
    });
  });
}
