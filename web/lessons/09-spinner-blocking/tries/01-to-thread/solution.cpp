// The mistake: the slow function blocks the thread that should turn the
// spinner.
#include <asyncio.hpp>
#include <string>
#include <thread>

using namespace std::chrono_literals;

void spin(const std::string& message) {
  for (int frame = 1;; ++frame) {
    asyncio::println("{} {} frame {}", "|/-\\"[frame % 4], message, frame);
    asyncio::sleep(100ms);
  }
}

int slow_function() {
  std::this_thread::sleep_for(3s);
  return 42;
}

int main() {
  asyncio::run([] {
    auto spinner = asyncio::create_task([] { spin("thinking!"); }, "spinner");
    asyncio::sleep(0s);
    asyncio::println("calling the slow function");
    const int answer = asyncio::to_thread(slow_function);
    asyncio::println("Answer: {}", answer);
    spinner.cancel();
  });
}
