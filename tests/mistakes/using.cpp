#include <asyncio.hpp>
using asyncio;
int main() {
  asyncio::run([] {});
}
