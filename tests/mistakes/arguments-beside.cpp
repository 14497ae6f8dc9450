#include <asyncio.hpp>
#include <string>
using namespace std::chrono_literals;
void say_after(std::chrono::seconds delay, std::string what) {
  asyncio::sleep(delay);
  asyncio::print("{}\n", what);
}
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task(say_after, 1s, "hello");
    asyncio::await(task);
  });
}
