// One generator hands its caller over to others, and takes what they return.
#include <asyncio.hpp>
#include <string>

using asyncio::println;

asyncio::Generator<std::string, void, int> chapter(std::string name,
                                                   int pages) {
  return {[=](auto& yield) {
    for (int page = 1; page <= pages; ++page) {
      yield(asyncio::format("{}, page {}", name, page));
    }
    return pages;
  }};
}

asyncio::Generator<std::string> book() {
  return {[](auto& yield) {
    int total = yield.from(chapter("Threads", 2));
    println("  book: {} pages so far", total);
    total += yield.from(chapter("Tasks", 3));
    println("  book: {} pages so far", total);
  }};
}

int main() {
  for (const std::string& page : book()) println("main: reads {}", page);
}
