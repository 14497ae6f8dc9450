#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    raise std::runtime_error("x");
  });
}
