#include <asyncio.hpp>
#include <string>
int main() {
  asyncio::run([] {
    std::string text = "a";
    asyncio::print("{}\n", text.upper());
  });
}
