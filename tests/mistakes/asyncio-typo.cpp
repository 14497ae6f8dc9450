#include <asyncio.hpp>
int f() { return 1; }
int main() {
  asyncio::run([] { auto t = asyncio::createTask(f); asyncio::await(t); });
}
