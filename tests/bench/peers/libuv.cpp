/// @file
/// The same as tulip.cpp, with libuv. It has callbacks and no tasks, so only timers compare.
#include <uv.h>
#include <vector>

#include "../command.hpp"
#include "../sample.hpp"

namespace {

/// Made once and set anew in each round, which costs less than making them.
void timers(int count) {
  bench::Sample sample;
  uv_loop_t loop;
  uv_loop_init(&loop);
  std::vector<uv_timer_t> all(static_cast<std::size_t>(count));
  int left = 0;
  for (uv_timer_t& timer : all) {
    uv_timer_init(&loop, &timer);
    timer.data = &left;
  }
  do {
    left = count;
    uv_update_time(&loop);
    for (int i = 0; i != count; ++i) {
      const auto fired = [](uv_timer_t* timer) { --*static_cast<int*>(timer->data); };
      const auto delay = static_cast<std::uint64_t>(bench::timer_delay(i).count());
      uv_timer_start(&all[static_cast<std::size_t>(i)], fired, delay, 0);
    }
    uv_run(&loop, UV_RUN_DEFAULT);
    if (left != 0) return;
  } while (sample.go_on(count));
  sample.print();
}

}  // namespace

int main(int count, char** arguments) { return bench::run_named(count, arguments, {{"timers", timers}}); }
