#include <asyncio.hpp>
int work(int n) {
  asyncio::print("{}\n", n);
}
int main() { work(1); }
