#include <asyncio.hpp>
#include <string>
int main() {
  asyncio::run([] {
    std::string name = input("Name? ");
    asyncio::print("{}\n", name);
  });
}
