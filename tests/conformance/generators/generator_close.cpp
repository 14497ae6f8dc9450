#include "support/program.hpp"

namespace generator_close {

asyncio::Generator<std::string> worker(std::string name, bool stubborn = false) {
  return [name, stubborn](auto& yield) {
    print(name, "started");
    const Finally finally([&] { print(name, "finally"); });
    std::exception_ptr exit;
    try {
      yield("1");
      print(name, "never: resumed");
    } catch (const asyncio::GeneratorExit&) {
      print(name, "GeneratorExit");
      exit = std::current_exception();
    }
    if (exit && stubborn) yield("2");
    if (exit) std::rethrow_exception(exit);
  };
}

PROGRAM("generators/generator_close") {
  auto gen = worker("normal");
  next(gen);
  // close() returns nothing, as Python's returns None.
  gen.close();
  gen.close();
  print("close ->", std::nullopt, "| again ->", std::nullopt);
  print("after close:", next(gen, "exhausted"));
  worker("fresh").close();
  print("fresh closed silently");
  auto bad = worker("stubborn", true);
  next(bad);
  try {
    bad.close();
  } catch (const asyncio::RuntimeError&) {
    print("ignored GeneratorExit: RuntimeError");
  }
  bad.close();
}

}  // namespace generator_close
