#include <asyncio.hpp>
int main() {
  asyncio::print("hello\n);
}
