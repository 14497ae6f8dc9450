#include <asyncio.hpp>
int main() {
  int* found = None;
  if (found == None) asyncio::print("nothing\n");
}
