#include <asyncio.hpp>
int main() {
  asyncio::run([] { work(); });
}
void work() { asyncio::print("hello\n"); }
