#include <asyncio.hpp>
int main() {
  int* found = nullptr;
  if (found is None) asyncio::print("nothing\n");
}
