#include <asyncio.hpp>
struct Worker {
  int n = 0;
  void work() { this.n = 1; }
};
int main() { Worker w; w.work(); }
