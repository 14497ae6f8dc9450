#include "support/program.hpp"

namespace wait_for_result_and_timeout {

std::string job(asyncio::Duration delay) {
  try {
    print("job started");
    asyncio::sleep(delay);
    return "result";
  } catch (const asyncio::CancelledError&) {
    asyncio::sleep(30ms);
    print("job cleaned up");
    throw;
  }
}

PROGRAM("timeouts/wait_for_result_and_timeout") {
  asyncio::run([] {
    print(asyncio::wait_for([] { return job(20ms); }, 500ms));
    print(asyncio::wait_for([] { return job(20ms); }, std::nullopt));
    for (const auto* const limit : {"0.03", "0"}) {
      try {
        asyncio::wait_for([] { return job(10s); }, asyncio::Duration(std::stod(limit)));
      } catch (const asyncio::TimeoutError&) {
        print("TimeoutError with limit", limit);
      }
    }
    print("cancelling():", asyncio::current_task()->cancelling());
  });
}

}  // namespace wait_for_result_and_timeout
