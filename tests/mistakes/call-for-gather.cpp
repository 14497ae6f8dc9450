#include <asyncio.hpp>
int work(int n) { return n; }
int main() {
  asyncio::run([] {
    auto results = asyncio::await(asyncio::gather(work(1), work(2)));
  });
}
