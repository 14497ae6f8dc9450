#include <asyncio.hpp>
#include <memory>
struct Point { int x = 0; };
int main() {
  auto point = std::make_unique<Point>();
  asyncio::print("{}\n", point.x);
}
