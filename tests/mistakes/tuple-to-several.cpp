#include <asyncio.hpp>
int f() { return 1; }
int main() {
  asyncio::run([] {
    int a, b;
    a, b = asyncio::await(asyncio::gather(f, f));
  });
}
