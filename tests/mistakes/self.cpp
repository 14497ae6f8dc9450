#include <asyncio.hpp>
struct Counter {
  int n = 0;
  void add() { self.n += 1; }
};
int main() { Counter().add(); }
