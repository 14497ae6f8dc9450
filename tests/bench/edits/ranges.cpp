#include <algorithm>
#include <asyncio.hpp>
#include <numeric>
#include <ranges>
#include <vector>

int main() {
  auto even = [](int n) { return n % 2 == 0; };
  auto square = [](int n) { return n * n; };
  std::vector<int> numbers(20);
  std::iota(numbers.begin(), numbers.end(), 1);
  for (int n : numbers | std::views::filter(even) | std::views::transform(square) | std::views::take(5))
    asyncio::print("MARK {}\n", n);
  auto found = std::ranges::find_if(numbers, [](int n) { return n > 12; });
  asyncio::print("{}\n", *found);
}
