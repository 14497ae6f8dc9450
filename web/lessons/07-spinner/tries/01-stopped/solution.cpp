// A spinner turns while a slow function sleeps.
#include <asyncio.hpp>

using namespace std::chrono_literals;

void spin(std::string_view message) {
  try {
    for (int i = 0;; ++i) {
      asyncio::print("\r{} {}", "|/-\\"[i % 4], message);
      asyncio::sleep(100ms);
    }
  } catch (const asyncio::CancelledError&) {
    asyncio::print("\r{:{}}\rstopped\n", "", message.size() + 2);
    throw;
  }
}

int slow_function() {
  asyncio::sleep(3s);
  return 42;
}

int main() {
  const int answer = asyncio::run([] {
    auto spinner = asyncio::create_task([] { spin("thinking!"); }, "spinner");
    const int result = slow_function();
    spinner.cancel();
    return result;
  });
  asyncio::print("Answer: {}\n", answer);
}
