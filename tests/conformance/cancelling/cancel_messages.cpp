#include "support/program.hpp"

namespace cancel_messages {

/// `print(text, *e.args)`
void show(const std::string& text, const asyncio::CancelledError& e) {
  print(e.message().empty() ? text : text + " " + e.message());
}

void leaf() { asyncio::sleep(10s); }

void middle(const asyncio::Task<>& task) {
  try {
    asyncio::await(task);
  } catch (const asyncio::CancelledError& e) {
    show("middle:", e);
    throw;
  }
}

PROGRAM("cancelling/cancel_messages") {
  asyncio::run([] {
    for (const std::string_view message : {"why not", ""}) {
      const auto inner = asyncio::create_task(leaf);
      const auto outer = asyncio::create_task([inner] { middle(inner); });
      asyncio::sleep(20ms);
      outer.cancel(message);
      try {
        asyncio::await(outer);
      } catch (const asyncio::CancelledError& e) {
        show("main:", e);
      }
      print("inner cancelled:", inner.cancelled());
    }
    const auto fut = asyncio::get_running_loop().create_future();
    fut.cancel("a future's");
    try {
      fut.result();
    } catch (const asyncio::CancelledError& e) {
      show("result:", e);
    }
  });
}

}  // namespace cancel_messages
