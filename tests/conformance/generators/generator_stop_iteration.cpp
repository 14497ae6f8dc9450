#include "support/program.hpp"

namespace generator_stop_iteration {

asyncio::Generator<std::string> leaks() {
  return [](auto& yield) {
    yield("1");
    throw asyncio::StopIteration();
  };
}

asyncio::Generator<std::string> fails() {
  return [](auto& yield) {
    yield("1");
    throw asyncio::ValueError("broken");
  };
}

asyncio::Generator<std::string> reenters(asyncio::Generator<std::string>*& me) {
  return [&me](auto& yield) {
    try {
      next(*me);
    } catch (const asyncio::ValueError&) {
      print("already executing: ValueError");
    }
    yield("went on");
  };
}

asyncio::Generator<int> squares(int n) {
  return [n](auto& yield) {
    for (int i = 0; i != n; ++i) yield(i * i);
  };
}

PROGRAM("generators/generator_stop_iteration") {
  auto gen = leaks();
  print(next(gen));
  try {
    next(gen);
  } catch (const asyncio::RuntimeError&) {
    print("StopIteration inside: RuntimeError");
  }
  print(next(gen, "exhausted"));

  gen = fails();
  print(next(gen));
  try {
    next(gen);
  } catch (const asyncio::ValueError& e) {
    print("ValueError", e.what());
  }
  print(next(gen, "exhausted"));

  asyncio::Generator<std::string>* itself = nullptr;
  auto me = reenters(itself);
  itself = &me;
  print(next(me));

  std::vector<int> all;
  for (const int x : squares(4)) all.push_back(x);
  print("for:", all);
}

}  // namespace generator_stop_iteration
