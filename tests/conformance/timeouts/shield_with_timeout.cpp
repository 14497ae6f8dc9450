#include "support/program.hpp"

namespace shield_with_timeout {

std::string work(asyncio::Event& gate, bool fail) {
  gate.wait();
  if (fail) throw asyncio::ValueError("work failed");
  return "work done";
}

PROGRAM("timeouts/shield_with_timeout") {
  asyncio::run([] {
    for (const bool fail : {false, true}) {
      asyncio::Event gate;
      const auto task = asyncio::create_task([&gate, fail] { return work(gate, fail); });
      try {
        asyncio::wait_for(asyncio::shield(task), 30ms);
      } catch (const asyncio::TimeoutError&) {
        print("TimeoutError; work done:", task.done());
      }
      gate.set();
      try {
        print(asyncio::await(asyncio::shield(task)));
      } catch (const asyncio::ValueError& e) {
        print("ValueError", e.what());
      }
    }
    const auto done = asyncio::get_running_loop().create_future<int>();
    done.set_result(1);
    print("shield of what is done is itself:", asyncio::shield(done) == done);
  });
}

}  // namespace shield_with_timeout
