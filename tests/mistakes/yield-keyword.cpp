#include <asyncio.hpp>
asyncio::Generator<int> count(int n) {
  for (int i = 0; i < n; ++i) yield i;
}
int main() {
  asyncio::run([] {
    for (int i : count(3)) asyncio::print("{}\n", i);
  });
}
