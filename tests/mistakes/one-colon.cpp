#include <asyncio.hpp>
int main() {
  asyncio:run([] {});
}
