#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    const char* text = null;
    asyncio::print("{}\n", text == nullptr);
  });
}
