#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::print("{!r}\n", "text");
  });
}
