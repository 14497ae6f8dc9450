/// @file
/// Our side of the benchmarks, natively and in the browser: `bench_tulip BENCH [COUNT]`. What each measures says benches.ts.
#include <algorithm>
#include <asyncio.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "command.hpp"
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

void spawn(int) {
  bench::Sample sample;
  asyncio::run([&] {
    do {
      for (int i = 0; i != bench::operations_a_look; ++i) asyncio::await(asyncio::create_task([] {}));
    } while (sample.go_on(bench::operations_a_look));
  });
  sample.print();
}

void gather(int tasks) {
  bench::Sample sample;
  const std::vector all(static_cast<std::size_t>(tasks), [] {});
  asyncio::run([&] {
    do {
      asyncio::await(asyncio::gather(all));
    } while (sample.go_on(tasks));
  });
  sample.print();
}

void timers(int count) {
  bench::Sample sample;
  asyncio::run([&] {
    auto loop = asyncio::get_running_loop();
    do {
      auto all_fired = loop.create_future<void>();
      int left = count;
      for (int i = 0; i != count; ++i) {
        loop.call_later(bench::timer_delay(i), [&] {
          if (--left == 0) all_fired.set_result();
        });
      }
      asyncio::await(all_fired);
    } while (sample.go_on(count));
  });
  sample.print();
}

void queue(int) {
  bench::Sample sample;
  asyncio::run([&] {
    asyncio::Queue<int> there;
    asyncio::Queue<int> back;
    const auto echo = asyncio::create_task([&] {
      for (;;) back.put(there.get());
    });
    do {
      for (int i = 0; i != bench::operations_a_look; ++i) {
        there.put(i);
        back.get();
      }
    } while (sample.go_on(bench::operations_a_look));
    echo.cancel();
    asyncio::await(asyncio::gather(asyncio::return_exceptions, echo));
  });
  sample.print();
}

void generator(int) {
  bench::Sample sample;
  asyncio::Generator<int> numbers = {[](auto& yield) {
    for (int i = 0;; i = (i + 1) % 1000) yield(i);
  }};
  do {
    for (int i = 0; i != bench::values_a_look; ++i) asyncio::next(numbers);
  } while (sample.go_on(bench::values_a_look));
  sample.print();
}

void async_generator(int) {
  bench::Sample sample;
  asyncio::run([&] {
    asyncio::AsyncGenerator<int> numbers = {[](auto& yield) {
      for (int i = 0;; i = (i + 1) % 1000) yield(i);
    }};
    do {
      for (int i = 0; i != bench::values_a_look; ++i) asyncio::anext(numbers);
    } while (sample.go_on(bench::values_a_look));
  });
  sample.print();
}

/// The files are those of contestants.ts.
void fetch(int count) {
  bench::Sample sample;
  int round = 0;
  asyncio::run([&] {
    do {
      std::vector<asyncio::Task<>> all;
      ++round;
      for (int i = 0; i != count; ++i) {
        all.push_back(asyncio::create_task(
            [=] { asyncio::fetch(asyncio::format("build/bench/files/{}.txt?{}", i, round)).raise_for_status(); }));
      }
      asyncio::await(asyncio::gather(all));
    } while (sample.go_on(1));
  });
  sample.print_milliseconds();
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

/// Says `held` when COUNT tasks wait, then waits to be killed.
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
  return bench::run_named(count, arguments,
                          {{"step", step},
                           {"spawn", spawn},
                           {"gather", gather},
                           {"timers", timers},
                           {"queue", queue},
                           {"generator", generator},
                           {"async-generator", async_generator},
                           {"fetch", fetch},
                           {"sleepers", sleepers},
                           {"hold", hold}});
}
