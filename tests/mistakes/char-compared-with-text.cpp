#include <asyncio.hpp>
#include <string>
int main() {
  asyncio::run([] {
    std::string text = "abc";
    if (text[0] == "a") asyncio::print("yes\n");
  });
}
