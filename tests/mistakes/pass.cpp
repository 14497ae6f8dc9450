#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    try {
      asyncio::print("work\n");
    } catch (const asyncio::CancelledError&) {
      pass;
    }
  });
}
