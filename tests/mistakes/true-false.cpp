#include <asyncio.hpp>
int main() {
  bool done = False;
  if (!done) asyncio::print("not yet\n");
}
