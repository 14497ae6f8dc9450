#include "support/program.hpp"

namespace generator_delegation {

using Gen = asyncio::Generator<std::string, std::string, std::string>;

Gen inner() {
  return [](auto& yield) -> std::string {
    const Finally finally([] { print("inner finally"); });
    const std::optional<std::string> got = yield("inner 1");
    print("inner got", *got);
    try {
      yield("inner 2");
    } catch (const asyncio::ValueError& e) {
      print("inner handled", e.what());
    }
    return "inner result";
  };
}

Gen outer() {
  return [](auto& yield) -> std::string {
    const Finally finally([] { print("outer finally"); });
    const auto result = yield.from(inner());
    print("outer got", result);
    yield("outer 1");
    return "";
  };
}

PROGRAM("generators/generator_delegation") {
  auto gen = outer();
  print(next(gen));
  print(gen.send("sent"));
  print(gen.throw_(asyncio::ValueError("thrown")));
  print(next(gen, "exhausted"));
  auto closed = outer();
  next(closed);
  closed.close();
  print("closed");
}

}  // namespace generator_delegation
