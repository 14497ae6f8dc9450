#include <asyncio.hpp>
void hello() {
  if (true) {
    asyncio::print("hello\n");
}
int main() {
  asyncio::run(hello);
}
