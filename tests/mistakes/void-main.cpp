#include <asyncio.hpp>
void main() {
  asyncio::print("hello\n");
}
