#include "support/program.hpp"

namespace async_generator {

asyncio::AsyncGenerator<int, std::string> ticks(int n) {
  return [n](auto& yield) {
    const Finally finally([] { print("ticks end"); });
    for (int i = 0; i != n; ++i) {
      asyncio::sleep(20ms);
      const std::optional<std::string> got = yield(i);
      if (got) print("got", *got);
    }
  };
}

PROGRAM("generators/async_generator") {
  asyncio::run([] {
    std::vector<int> all;
    for (const int x : ticks(3)) all.push_back(x);
    print(all);
    auto gen = ticks(10);
    print(anext(gen));
    print(gen.asend("sent"));
    gen.aclose();
    try {
      anext(gen);
    } catch (const asyncio::StopAsyncIteration&) {
      print("StopAsyncIteration");
    }
    print(anext(gen, -1));
  });
}

}  // namespace async_generator
