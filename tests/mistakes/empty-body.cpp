#include <asyncio.hpp>
int main() {
  int n = 1;
  if (n > 0);
    asyncio::print("pos\n");
}
