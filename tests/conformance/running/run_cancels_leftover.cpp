#include "support/program.hpp"

namespace run_cancels_leftover {

void leftover() {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    print("leftover cancelled");
    asyncio::sleep(20ms);
    print("leftover cleaned up");
    throw;
  }
}

std::string main_task() {
  asyncio::create_task(leftover);
  asyncio::sleep(20ms);
  return "result of main";
}

void failing() {
  asyncio::create_task(leftover);
  asyncio::sleep(20ms);
  throw asyncio::ValueError("of main");
}

PROGRAM("running/run_cancels_leftover") {
  print(asyncio::run(main_task));
  try {
    asyncio::run(failing);
  } catch (const asyncio::ValueError& e) {
    print("raised", e.what());
  }
}

}  // namespace run_cancels_leftover
