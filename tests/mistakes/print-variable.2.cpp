#include <asyncio.hpp>
#include <string>
int main() {
  asyncio::run([] {
    std::string name = "Ada";
    asyncio::print(name);
  });
}
