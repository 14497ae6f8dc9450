#include <asyncio.hpp>
#include <string>
using namespace std::chrono_literals;

asyncio::AsyncGenerator<std::string> lines(int count) {
  return {[count](auto& yield) {
    for (int i = 1; i <= count; ++i) {
      asyncio::sleep(1ms);
      yield("line " + std::to_string(i));
    }
  }};
}

int main() {
  asyncio::run([] {
    for (const std::string& line : lines(3)) asyncio::print("MARK {}\n", line);
  });
}
