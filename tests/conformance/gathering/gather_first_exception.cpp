#include "support/program.hpp"

namespace gather_first_exception {

std::string good(asyncio::Event& gate) {
  gate.wait();
  print("good finished anyway");
  return "good";
}

std::string bad(asyncio::Event& gate, const std::string& text) {
  gate.wait();
  print("raising", text);
  throw asyncio::ValueError(text);
}

PROGRAM("gathering/gather_first_exception") {
  asyncio::run([] {
    asyncio::Event first, second, third;
    const auto t = asyncio::create_task([&] { return good(third); });
    asyncio::get_running_loop().call_later(20ms, [&] { first.set(); });
    try {
      asyncio::await(asyncio::gather(t, [&] { return bad(second, "second"); }, [&] { return bad(first, "first"); }));
    } catch (const asyncio::ValueError& e) {
      print("gather raised", e.what(), "| good done:", t.done());
    }
    second.set();
    asyncio::sleep(20ms);
    third.set();
    print("good result:", asyncio::await(t));
  });
}

}  // namespace gather_first_exception
