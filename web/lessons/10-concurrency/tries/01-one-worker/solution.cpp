// Tasks wait at once but compute in turn; workers compute at once.
#include <asyncio.hpp>

using namespace std::chrono_literals;
using asyncio::println;

int count_primes(int limit) {
  int count = 0;
  for (int n = 2; n < limit; ++n) {
    bool prime = true;
    for (int i = 2; prime && i * i <= n; ++i) prime = n % i != 0;
    if (prime) ++count;
  }
  return count;
}

void wait(int number) {
  println("wait {}: starts", number);
  asyncio::sleep(100ms);
  println("wait {}: is done", number);
}

void compute(int number) {
  println("compute {}: starts", number);
  int count = count_primes(200'000);
  println("compute {}: found {}", number, count);
}

int count_beside() { return asyncio::to_thread(count_primes, 200'000); }

int main() {
  asyncio::run([] {
    asyncio::await(asyncio::gather([] { wait(1); }, [] { wait(2); }));
    asyncio::await(asyncio::gather([] { compute(1); }, [] { compute(2); }));
    int one = count_beside();
    int two = count_beside();
    println("workers: found {} and {}", one, two);
  });
}
