#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Task<> later;
    later = asyncio::create_task([] {});
    asyncio::await(later);
  });
}
