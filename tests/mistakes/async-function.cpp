#include <asyncio.hpp>
async void work() {
  asyncio::print("work\n");
}
int main() {
  asyncio::run([] { work(); });
}
