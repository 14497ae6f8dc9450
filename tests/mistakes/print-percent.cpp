#include <asyncio.hpp>
int main() {
  asyncio::print("n is %d\n", 5);
}
