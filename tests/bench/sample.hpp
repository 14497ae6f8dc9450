/// @file
/// How the C++ programs of the benchmarks measure: a warm-up, then one sample, by the program's own clock. The other
/// languages' programs do the same (peers/asyncio_bench.py, chromium/javascript.ts).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>

namespace bench {

class Sample {
 public:
  /// Counts operations that were done since the last call; false when the sample is complete.
  bool go_on(std::int64_t operations) {
    const double now = seconds();
    if (warm_) {
      operations_ += operations;
      elapsed_ = now - begin_;
      return elapsed_ < length;
    }
    if (now - begin_ >= warm_up) {
      warm_ = true;
      begin_ = seconds();
    }
    return true;
  }

  /// The last thing that a program prints: nanoseconds an operation. Whoever reads it may end the program then.
  void print() const {
    std::printf("%.2f\n", elapsed_ * 1e9 / static_cast<double>(operations_));
    std::fflush(stdout);
  }
  /// The same in milliseconds.
  void print_milliseconds() const { std::printf("%.3f\n", elapsed_ * 1e3 / static_cast<double>(operations_)); }

 private:
  /// Processor time, so that what else the machine does counts less; in a browser it is simply time.
  static double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

  // Long enough for a browser to compile the hot functions well and for several garbage collections.
  static constexpr double warm_up = 0.2;
  static constexpr double length = 0.4;

  double begin_ = seconds();
  double elapsed_ = 0;
  std::int64_t operations_ = 0;
  bool warm_ = false;
};

/// Rounds, of one step a task each, between two looks at the clock, which may cost more than a step.
inline int rounds_a_look(int tasks) { return std::max(1, 4096 / tasks); }

/// Tasks spawned, or items sent there and back, between two looks.
inline constexpr int operations_a_look = 256;
/// Values asked of a generator between two looks.
inline constexpr int values_a_look = 4096;

/// When each of many timers is due: within so short a time that most are when the last is set, and out of order.
inline std::chrono::milliseconds timer_delay(int index) { return std::chrono::milliseconds(1 + index * 5 % 8); }

}  // namespace bench
