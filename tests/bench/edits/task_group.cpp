#include <asyncio.hpp>
#include <stdexcept>
using namespace std::chrono_literals;

void work(int n) {
  asyncio::sleep(1ms * n);
  if (n == 3) throw std::invalid_argument("three is too many");
  asyncio::print("MARK {} done\n", n);
}

int main() {
  asyncio::run([] {
    try {
      asyncio::TaskGroup().run([](asyncio::TaskGroup& group) {
        for (int n = 1; n <= 4; ++n) group.create_task([n] { work(n); });
      });
    } catch (const asyncio::ExceptionGroup& failures) {
      for (const auto& failure : failures.exceptions()) {
        try {
          std::rethrow_exception(failure);
        } catch (const std::exception& error) {
          asyncio::print("failed: {}\n", error.what());
        }
      }
    }
  });
}
