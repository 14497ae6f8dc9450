#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    if (true) {
      asyncio::print("hello\n");
  });
}
