#include "support/program.hpp"

namespace generator_next_send_value {

using Average = std::optional<int>;
using Averager = asyncio::Generator<Average, int, std::pair<int, int>>;

Averager averager() {
  return [](auto& yield) {
    int total = 0, count = 0;
    Average avg;
    for (;;) {
      const std::optional<int> x = yield(avg);
      if (!x) return std::pair(total, count);
      total += *x;
      ++count;
      avg = total / count;
    }
  };
}

PROGRAM("generators/generator_next_send_value") {
  auto gen = averager();
  try {
    gen.send(1);
  } catch (const asyncio::TypeError&) {
    print("send to a fresh generator: TypeError");
  }
  print("primed:", next(gen));
  for (const int x : {10, 20, 60}) print("send", x, "->", gen.send(x));
  for (int i = 0; i != 2; ++i) {
    try {
      gen.send(std::nullopt);
    } catch (const asyncio::StopIteration& e) {
      const auto* const value = e.value_if<std::pair<int, int>>();
      print("StopIteration value:", value != nullptr ? std::optional(*value) : std::nullopt);
    }
  }
  // The default is of the type that the generator yields: its absence stands for the text.
  print("next with default:", next(gen, Average(-1)) == Average(-1) ? "default" : "never");
}

}  // namespace generator_next_send_value
