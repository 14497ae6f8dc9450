#include "support/program.hpp"

namespace never_retrieved {

void fail() { throw asyncio::ValueError("lost"); }

PROGRAM("futures/never_retrieved") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    loop.set_exception_handler([](asyncio::EventLoop&, const asyncio::ExceptionContext& context) {
      print("  ", context.message, "|", context.exception);
    });

    for (const bool cancels : {false, true}) {
      print(cancels ? "cancelled too late:" : "left alone:");
      {
        const auto future = loop.create_future();
        future.set_exception(asyncio::ValueError("lost"));
        if (cancels) print("  ", future.cancel());
      }
      {
        const auto task = asyncio::create_task(fail);
        asyncio::sleep(0s);
        if (cancels) print("  ", task.cancel());
      }
      {
        const auto gathering = asyncio::gather(fail);
        asyncio::sleep(10ms);
        if (cancels) print("  ", gathering.cancel());
      }
    }

    const auto task = asyncio::create_task(fail);
    print(caught([&] { task.set_result(); }));
    print(caught([&] { task.set_exception(asyncio::ValueError("")); }));
    static_cast<void>(asyncio::wait({task}));
    task.cancel();
  });
}

}  // namespace never_retrieved
