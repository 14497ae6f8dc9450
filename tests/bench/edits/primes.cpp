#include <asyncio.hpp>
#include <bitset>
#include <cmath>

constexpr int limit = 200'000;

int main() {
  static std::bitset<limit> composite;
  int count = 0;
  double sum = 0;
  for (int n = 2; n < limit; ++n) {
    if (composite[n]) continue;
    ++count;
    sum += std::sqrt(n);
    for (int m = 2 * n; m < limit; m += n) composite[m] = true;
  }
  asyncio::print("MARK {} primes, {:.3f}\n", count, sum);
}
