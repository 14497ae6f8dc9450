#include <asyncio.hpp>
void work() {}
int main() {
  asyncio::run([] {
    go work();
  });
}
