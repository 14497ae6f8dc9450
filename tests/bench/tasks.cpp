/// @file
/// Our side of the benchmarks, natively and in the browser.
///
///     tasks step N       nanoseconds a step: N tasks that do nothing but sleep(0)
///     tasks spawn        nanoseconds to create one task and await it
///     tasks sleepers N   milliseconds from the last deadline to the end of N tasks that sleep a second
///     tasks hold N       says `held` when N tasks wait, then waits to be killed
#include <algorithm>
#include <asyncio.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "sample.hpp"

namespace {

using namespace std::chrono_literals;

void step(int tasks) {
  bench::Sample sample;
  bool over = false;
  const auto lead = [&] {
    const int rounds = bench::rounds_a_look(tasks);
    do {
      for (int i = 0; i != rounds; ++i) asyncio::sleep(0s);
    } while (sample.go_on(std::int64_t{rounds} * tasks));
    over = true;
  };
  const auto follow = [&] {
    while (!over) asyncio::sleep(0s);
  };
  asyncio::run([&] {
    std::vector<asyncio::Task<>> all{asyncio::create_task(lead)};
    while (all.size() != static_cast<std::size_t>(tasks)) all.push_back(asyncio::create_task(follow));
    for (const auto& task : all) asyncio::await(task);
  });
  sample.print();
}

void spawn() {
  bench::Sample sample;
  asyncio::run([&] {
    do {
      for (int i = 0; i != bench::spawns_a_look; ++i) asyncio::await(asyncio::create_task([] {}));
    } while (sample.go_on(bench::spawns_a_look));
  });
  sample.print();
}

void sleepers(int tasks) {
  using Clock = std::chrono::steady_clock;
  constexpr auto nap = 1s;
  Clock::time_point last_start;
  asyncio::run([&] {
    std::vector<asyncio::Task<>> all;
    for (int i = 0; i != tasks; ++i) {
      all.push_back(asyncio::create_task([&] {
        last_start = std::max(last_start, Clock::now());
        asyncio::sleep(nap);
      }));
    }
    for (const auto& task : all) asyncio::await(task);
  });
  std::printf("%.2f\n", std::chrono::duration<double, std::milli>(Clock::now() - last_start - nap).count());
}

void hold(int tasks) {
  asyncio::run([&] {
    std::vector<asyncio::Task<>> all;
    for (int i = 0; i != tasks; ++i) all.push_back(asyncio::create_task([] { asyncio::sleep(3600s); }));
    asyncio::sleep(0s);
    std::puts("held");
    std::fflush(stdout);
    for (const auto& task : all) asyncio::await(task);
  });
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view bench = count > 1 ? arguments[1] : "";
  const int tasks = count > 2 ? std::atoi(arguments[2]) : 0;
  if (bench == "step" && tasks > 0) {
    step(tasks);
  } else if (bench == "spawn") {
    spawn();
  } else if (bench == "sleepers") {
    sleepers(tasks);
  } else if (bench == "hold") {
    hold(tasks);
  } else {
    std::fputs("usage: tasks step N | spawn | sleepers N | hold N\n", stderr);
    return 2;
  }
}
