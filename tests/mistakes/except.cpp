#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    try {
      asyncio::print("work\n");
    } except (asyncio::CancelledError) {
      asyncio::print("cancelled\n");
    }
  });
}
