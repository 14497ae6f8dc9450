#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Event ready;
    ready.set;
  });
}
