#include <asyncio.hpp>
#include <functional>
#include <memory>
int main() {
  auto n = std::make_unique<int>(1);
  std::function<int()> f = [n = std::move(n)] { return *n; };
  asyncio::print("{}\n", f());
}
