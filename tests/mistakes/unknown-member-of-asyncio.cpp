#include <asyncio.hpp>
int main() {
  asyncio::run([] { asyncio::spawn([] {}); });
}
