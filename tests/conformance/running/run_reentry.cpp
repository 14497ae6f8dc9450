#include "support/program.hpp"

namespace run_reentry {

void inner() { print("never"); }

std::string main_task() {
  auto loop = asyncio::get_running_loop();
  try {
    asyncio::run(inner);
  } catch (const asyncio::RuntimeError&) {
    print("nested run: RuntimeError");
  }
  // coro.close() has no counterpart: a function that was not called leaves nothing to be closed.
  try {
    loop.run_until_complete(loop.create_future());
  } catch (const asyncio::RuntimeError&) {
    print("nested run_until_complete: RuntimeError");
  }
  asyncio::sleep(0s);
  return "outer finished";
}

PROGRAM("running/run_reentry") {
  print(asyncio::run(main_task));
  try {
    static_cast<void>(asyncio::get_running_loop());
  } catch (const asyncio::RuntimeError&) {
    print("no running loop outside");
  }
}

}  // namespace run_reentry
