#include <asyncio.hpp>
#include <string>
int main() {
  asyncio::run([] {
    std::string text = "a";
    if (text is "a") asyncio::print("yes\n");
  });
}
