#include <asyncio.hpp>
using namespace std::chrono_literals;
void work() {
  await asyncio::sleep(1s);
}
int main() {
  asyncio::run([] { work(); });
}
