#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    try {
      asyncio::print("work\n");
    } finally {
      asyncio::print("tidy\n");
    }
  });
}
