#include <asyncio.hpp>
int work() { return 1; }
int main() {
  asyncio::run([] { asyncio::wait_for(work, 0.5); });
}
