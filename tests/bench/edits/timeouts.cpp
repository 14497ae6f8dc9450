#include <asyncio.hpp>
#include <optional>
#include <string>
using namespace std::chrono_literals;

std::string answer(std::chrono::milliseconds delay) {
  asyncio::sleep(delay);
  return "in time";
}

int main() {
  asyncio::run([] {
    for (auto delay : {1ms, 200ms}) {
      std::optional<std::string> got;
      try {
        got = asyncio::wait_for([delay] { return answer(delay); }, 40ms);
      } catch (const asyncio::TimeoutError&) {
      }
      asyncio::print("MARK {}\n", got.value_or("too late"));
    }
  });
}
