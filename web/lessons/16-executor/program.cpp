// Heavy computing and the writing of a file, beside a loop that goes on.
#include <asyncio.hpp>
#include <fstream>
#include <string>

using namespace std::chrono_literals;

void spin(int& frames) {
  for (;; ++frames) {
    asyncio::print("\r{} working", "|/-\\"[frames % 4]);
    asyncio::sleep(100ms);
  }
}

int count_primes(int below) {
  int found = 0;
  for (int n = 2; n < below; ++n) {
    bool prime = true;
    for (int d = 2; d * d <= n && prime; ++d) prime = n % d != 0;
    if (prime) ++found;
  }
  return found;
}

bool save(std::string name, std::string text) {
  std::ofstream file(name);
  file << text << std::flush;
  return file.good();
}

int main() {
  asyncio::run([] {
    int frames = 0;
    auto spinner = asyncio::create_task([&] { spin(frames); }, "spinner");
    auto loop = asyncio::get_running_loop();

    auto counting = loop.run_in_executor(nullptr, count_primes, 3'000'000);
    const int primes = asyncio::await(counting);
    const bool turned = frames > 1;
    const auto text = asyncio::format("{} primes\n", primes);
    const bool saved = asyncio::to_thread(save, "primes.txt", text);

    spinner.cancel();
    asyncio::println("\r{} primes below 3000000", primes);
    asyncio::println("the spinner turned meanwhile: {}", turned ? "yes" : "no");
    asyncio::println("the file is written: {}", saved ? "yes" : "no");
  });
}
