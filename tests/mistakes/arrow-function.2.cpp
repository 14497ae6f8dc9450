#include <asyncio.hpp>
int main() {
  asyncio::run(() => {
    asyncio::print("hi\n");
  });
}
