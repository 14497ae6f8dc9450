#include <asyncio.hpp>
struct Point {
  int x = 0;
}
int main() { asyncio::print("{}\n", Point().x); }
