#include <asyncio.hpp>
int main(int count) {
  asyncio::print("{}\n", count);
}
