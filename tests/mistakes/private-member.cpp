#include <asyncio.hpp>
class Counter {
  int n = 0;
};
int main() {
  Counter counter;
  asyncio::print("{}\n", counter.n);
}
