#include <asyncio.hpp>
struct Worker {
  int n = 1;
  void go() { ++n; }
};
int main() {
  asyncio::run([] {
    Worker worker = new Worker();
    worker.go();
  });
}
