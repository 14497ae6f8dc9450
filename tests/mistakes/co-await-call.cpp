#include <asyncio.hpp>
using namespace std::chrono_literals;
void work() {
  co_await asyncio::sleep(1s);
}
int main() {
  asyncio::run([] { work(); });
}
