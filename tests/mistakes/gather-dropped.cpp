#include <asyncio.hpp>
int work() { return 1; }
int main() {
  asyncio::run([] {
    asyncio::gather(work, work);
  });
}
