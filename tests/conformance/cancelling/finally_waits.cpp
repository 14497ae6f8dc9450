#include "support/program.hpp"

namespace finally_waits {

std::string work(std::string_view name, bool fails) {
  return asyncio::try_finally(
      [&] {
        print(name, "begins");
        asyncio::sleep(0s);
        if (fails) throw asyncio::ValueError(name == "b" ? "no" : "lost");
        asyncio::sleep(0s);
        return std::string(name) + "'s result";
      },
      [&] {
        print(name, "cleans up");
        asyncio::sleep(0s);
        print(name, "is clean");
      });
}

auto start(std::string_view name, bool fails) {
  return asyncio::create_task([=] { return work(name, fails); });
}

void tell(const asyncio::Task<std::string>& task) {
  try {
    print("result:", asyncio::await(task));
  } catch (const asyncio::ValueError& error) {
    print("ValueError:", error.what());
  } catch (const asyncio::CancelledError& error) {
    print("CancelledError:", error.what());
  }
}

PROGRAM("cancelling/finally_waits") {
  asyncio::run([] {
    tell(start("a", false));
    tell(start("b", true));
    const auto c = start("c", false);
    asyncio::sleep(0s);
    c.cancel("first");
    tell(c);
    const auto d = start("d", true);
    asyncio::sleep(0s);
    asyncio::sleep(0s);
    d.cancel("second");
    tell(d);
  });
}

}  // namespace finally_waits
