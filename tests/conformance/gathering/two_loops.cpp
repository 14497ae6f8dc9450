#include "support/program.hpp"

namespace two_loops {

template <class Function>
void attempt(std::string_view name, Function function) {
  try {
    static_cast<void>(function());
    print(name, "-> allowed");
  } catch (const asyncio::ValueError& error) {
    print(name, "->", error.what());
  }
}

PROGRAM("gathering/two_loops") {
  auto loop = asyncio::new_event_loop();
  auto other = asyncio::new_event_loop();
  const auto mine = loop.create_future<int>();
  const auto others = other.create_future<int>();
  attempt("gather", [&] { return asyncio::gather(mine, others); });
  attempt("ensure_future", [&] { return asyncio::ensure_future(others, loop); });
  attempt("run_until_complete", [&] { return loop.run_until_complete(others); });
  attempt("shield", [&] { return asyncio::shield(others); });

  loop.run_until_complete([&] {
    attempt("as_completed", [&] { return asyncio::as_completed(mine, others); });
    attempt("gather inside", [&] { return asyncio::gather(others); });
  });

  // No loop runs here: it takes that of its futures.
  const auto both = asyncio::gather(mine, mine);
  print("the loop of its futures:", both.get_loop() == loop);
  mine.set_result(1);
  const auto [a, b] = loop.run_until_complete(both);
  print(a, b);
  loop.close();
  other.close();
}

}  // namespace two_loops
