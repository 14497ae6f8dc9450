#include <asyncio.hpp>
#include <stdexcept>
int main() {
  asyncio::run([] {
    throw Exception("no");
  });
}
