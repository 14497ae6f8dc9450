#include <asyncio.hpp>
#include <memory>
void take(std::unique_ptr<int> n) { asyncio::print("{}\n", *n); }
int main() {
  auto n = std::make_unique<int>(1);
  take(n);
}
