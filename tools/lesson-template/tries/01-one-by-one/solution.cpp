// In one sentence: what the program shows.
#include <asyncio.hpp>

using namespace std::chrono_literals;
using asyncio::println;

void work(int number) {
  println("work {}: starts", number);
  asyncio::sleep(100ms);
  println("work {}: is done", number);
}

int main() {
  asyncio::run([] {
    work(1);
    work(2);
    println("main: both are done");
  });
}
