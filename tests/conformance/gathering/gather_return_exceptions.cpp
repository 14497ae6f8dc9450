#include "support/program.hpp"

namespace gather_return_exceptions {

int ok(int n) {
  asyncio::sleep(50ms);
  return n;
}

int fail() {
  asyncio::sleep(20ms);
  throw asyncio::ValueError("bad");
}

PROGRAM("gathering/gather_return_exceptions") {
  asyncio::run([] {
    const auto victim = asyncio::create_task([] {
      asyncio::sleep(10s);
      return 0;
    });
    asyncio::get_running_loop().call_later(30ms, [&] { victim.cancel(); });
    const auto results = asyncio::await(
        asyncio::gather(asyncio::return_exceptions, [] { return ok(1); }, fail, victim, [] { return ok(2); }));
    const auto show = [](const std::expected<int, std::exception_ptr>& r) {
      if (!r) {
        print("exception:", type_name(r.error()), r.error());
      } else {
        print("value:", *r);
      }
    };
    std::apply([&](const auto&... each) { (show(each), ...); }, results);
  });
}

}  // namespace gather_return_exceptions
