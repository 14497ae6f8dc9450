#include "support/program.hpp"

namespace exception_never_retrieved {

void bad(const char* text) { throw asyncio::ValueError(text); }

void handler(asyncio::EventLoop&, const asyncio::ExceptionContext& context) { print("handler:", context.exception); }

PROGRAM("tasks/exception_never_retrieved") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    loop.set_exception_handler(handler);
    std::optional seen = asyncio::create_task([] { bad("seen"); });
    std::optional unseen = asyncio::create_task([] { bad("unseen"); });
    asyncio::sleep(20ms);
    print("looked at:", seen->exception());
    seen.reset();
    print("the other goes");
    unseen.reset();
    print("gone");
  });
}

}  // namespace exception_never_retrieved
