#include <asyncio.hpp>
int main() {
  # says hello
  asyncio::print("hello\n");
}
