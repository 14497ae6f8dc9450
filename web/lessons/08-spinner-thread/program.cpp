// A thread turns a spinner while another thread waits.
#include <asyncio.hpp>
#include <string>
#include <thread>

using namespace std::chrono_literals;

void spin(asyncio::StopToken done, std::string message) {
  for (int i = 0;; ++i) {
    asyncio::print("\r{} {}", "|/-\\"[i % 4], message);
    if (done.wait_for(100ms)) break;
  }
  asyncio::print("\r{:{}}\r", "", message.size() + 2);
  asyncio::println("spinner: stops");
}

int slow_function() {
  std::this_thread::sleep_for(3s);
  return 42;
}

int main() {
  asyncio::println("main: the slow function begins");
  asyncio::Thread spinner(spin, "thinking!");
  const int answer = slow_function();
  asyncio::println("\rmain: asks the spinner to stop");
  spinner.request_stop();
  spinner.join();
  asyncio::println("Answer: {}", answer);
}
