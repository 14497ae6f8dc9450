#include "support/program.hpp"

namespace thread {

// Python's event, which the two share, is the token here.
void patient(asyncio::StopToken done, const std::string& name) { print(name, "asked to stop:", done.wait_for(60s)); }

PROGRAM("threads/thread") {
  asyncio::Thread thread(patient, "worker");
  print("alive:", thread.is_alive());
  print("main asks");
  thread.request_stop();
  thread.join();
  print("alive:", thread.is_alive());
  thread.join();

  asyncio::Thread brief([] { return 42; });
  brief.join();
  print("alive:", brief.is_alive());

  thread = asyncio::Thread([] { throw asyncio::ValueError("no"); });
  thread.join();
  print("still here");
}

}  // namespace thread
