#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto loop = asyncio::get_event_loop();
    loop.call_soon([] {});
  });
}
