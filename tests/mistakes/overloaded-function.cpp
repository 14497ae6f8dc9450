#include <asyncio.hpp>
#include <string>
int main() {
  asyncio::run([] {
    int n = asyncio::to_thread(std::stoi, "5");
    asyncio::print("{}\n", n);
  });
}
