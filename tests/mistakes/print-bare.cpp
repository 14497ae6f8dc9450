#include <asyncio.hpp>
int main() {
  print("hello\n");
}
