// What waiting costs: to a processor in cycles, and to a program in memory.
#include <asyncio.hpp>
#include <string>
#include <vector>
#ifndef __wasm__
#include <sys/resource.h>
#endif

using namespace std::chrono_literals;

const std::vector<std::pair<std::string, long>> table = {
    {"L1 cache", 3},
    {"L2 cache", 14},
    {"memory", 250},
    {"disk", 41'000'000},
    {"network", 240'000'000}};

std::string at_one_a_second(long cycles) {
  const auto seconds = double(cycles);
  if (seconds < 100) return asyncio::format("{:.0f} seconds", seconds);
  if (seconds < 86'400) return asyncio::format("{:.1f} minutes", seconds / 60);
  return asyncio::format("{:.1f} years", seconds / 86'400 / 365);
}

void print_table() {
  for (const auto& [from, cycles] : table) {
    const std::string bar(std::size_t(cycles / 8'000'000), '#');
    asyncio::println("{:8} {:>9} cycles = {:>11} |{}", from, cycles,
                     at_one_a_second(cycles), bar);
  }
}

// Memory that the program has taken, in MB.
double memory() {
#ifdef __wasm__
  return double(__builtin_wasm_memory_size(0)) * 65'536 / 1e6;
#else
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return double(usage.ru_maxrss) * 1024 / 1e6;
#endif
}

void wait_at_once(int count) {
  auto loop = asyncio::get_running_loop();
  const double start = loop.time(), before = memory();
  std::vector<asyncio::Task<>> tasks;
  for (int i = 0; i < count; ++i) {
    tasks.push_back(asyncio::create_task([] { asyncio::sleep(1s); }));
  }
  asyncio::await(asyncio::gather(tasks));
  asyncio::println("{} tasks waited in {:.0f} s", count, loop.time() - start);
  asyncio::println("{} tasks took {:.0f} MB", count, memory() - before);
}

int main() {
  asyncio::println("A cycle of the processor, made one second long:");
  print_table();
  asyncio::stack_size(32 << 10);  // bytes for each task
  asyncio::run([] {
    for (int i = 0; i < 10; ++i) wait_at_once(1000);
  });
  asyncio::println("10000 threads would reserve {} MB", 10'000 * 8);
}
