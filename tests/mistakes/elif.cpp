#include <asyncio.hpp>
int main() {
  int n = 1;
  if (n == 0) {
    asyncio::print("none\n");
  } elif (n == 1) {
    asyncio::print("one\n");
  }
}
