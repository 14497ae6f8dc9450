#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    auto text = "{} {}".format(1, 2);
    asyncio::print("{}\n", text);
  });
}
