#include <asyncio.hpp>
asyncio::Task<int> work() {
  co_return 1;
}
int main() {
  asyncio::run([] { work(); });
}
