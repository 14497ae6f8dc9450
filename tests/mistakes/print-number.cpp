#include <asyncio.hpp>
int main() {
  asyncio::print(5);
}
