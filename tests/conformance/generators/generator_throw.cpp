#include "support/program.hpp"

namespace generator_throw {

asyncio::Generator<std::string, int> resilient() {
  return [](auto& yield) {
    for (;;) {
      const Finally finally([] { print(" finally"); });
      bool again = false;
      try {
        const std::optional<int> got = yield("waiting");
        print(" got", got);
      } catch (const asyncio::ValueError& e) {
        print(" handled", e.what());
        again = true;
      }
      if (again) yield("recovered");
    }
  };
}

PROGRAM("generators/generator_throw") {
  auto gen = resilient();
  print(next(gen));
  print(gen.throw_(asyncio::ValueError("oops")));
  print(next(gen));
  try {
    gen.throw_(asyncio::TypeError("fatal"));
  } catch (const asyncio::TypeError&) {
    print("TypeError came out");
  }
  print("finished:", next(gen, "exhausted"));
  auto fresh = resilient();
  try {
    fresh.throw_(asyncio::ValueError("early"));
  } catch (const asyncio::ValueError&) {
    print("fresh: ValueError, body never ran");
  }
  print("fresh finished:", next(fresh, "exhausted"));
}

}  // namespace generator_throw
