#include <asyncio.hpp>
void f() {}
int main() {
  asyncio::run([] {
    auto [a, b] = asyncio::await(asyncio::gather(f));
  });
}
