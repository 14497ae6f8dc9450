#include <asyncio.hpp>
int main() {
  asyncio::print("{} {} {}\n", 1, 2);
}
