#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    try {
      asyncio::print("work\n");
    } catch (std::exception as e) {
      asyncio::print("{}\n", e.what());
    }
  });
}
