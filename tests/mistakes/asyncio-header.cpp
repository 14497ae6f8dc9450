#include <asyncio>
int main() {
  asyncio::run([] {});
}
