#include "support/program.hpp"

namespace future_invalid_state {

template <class Function>
void attempt(std::string_view name, Function fn) {
  try {
    if constexpr (std::is_void_v<decltype(fn())>) {
      fn();
      print(name, "->", std::nullopt);
    } else {
      print(name, "->", fn());
    }
  } catch (...) {
    print(name, "->", type_name(std::current_exception()), message(std::current_exception()));
  }
}

PROGRAM("futures/future_invalid_state") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    const auto fut = loop.create_future<int>();
    attempt("pending result", [&] { return fut.result(); });
    attempt("pending exception", [&] { return fut.exception(); });
    fut.set_result(7);
    attempt("result", [&] { return fut.result(); });
    attempt("exception", [&] { return fut.exception(); });
    attempt("set_result again", [&] { fut.set_result(8); });
    attempt("set_exception after", [&] { fut.set_exception(asyncio::ValueError("")); });
    attempt("cancel when done", [&] { return fut.cancel(); });
    const auto fut2 = loop.create_future<int>();
    attempt("cancel", [&] { return fut2.cancel(); });
    attempt("cancel again", [&] { return fut2.cancel(); });
    attempt("cancelled result", [&] { return fut2.result(); });
    attempt("cancelled exception", [&] { return fut2.exception(); });
    attempt("set after cancel", [&] { fut2.set_result(1); });
  });
}

}  // namespace future_invalid_state
