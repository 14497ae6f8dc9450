#include <asyncio.hpp>
def work(int n) {
  return n + 1;
}
int main() {
  asyncio::run([] { work(1); });
}
