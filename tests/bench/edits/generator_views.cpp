#include <asyncio.hpp>
#include <ranges>

asyncio::Generator<long> fibonacci() {
  return {[](auto& yield) {
    long a = 0, b = 1;
    for (;;) {
      yield(a);
      long next = a + b;
      a = b;
      b = next;
    }
  }};
}

int main() {
  for (long n : fibonacci() | std::views::drop(5) | std::views::take(6)) asyncio::print("MARK {}\n", n);
}
