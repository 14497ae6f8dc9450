/// @file
/// The command line of the benchmarks' programs in C++: the name of a bench and, for those that have one, its count.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <string_view>

namespace bench {

struct Bench {
  const char* name;
  /// Prints its sample in the end.
  void (*run)(int count);
};

/// The whole of `main`: runs the bench that the command line names, and returns the exit code.
inline int run_named(int count, char** arguments, std::initializer_list<Bench> benches) {
  const std::string_view name = count > 1 ? arguments[1] : "";
  for (const Bench& bench : benches) {
    if (name != bench.name) continue;
    bench.run(count > 2 ? std::atoi(arguments[2]) : 1);
    return 0;
  }
  std::fputs("usage: BENCH [COUNT], where BENCH is one of", stderr);
  for (const Bench& bench : benches) std::fprintf(stderr, " %s", bench.name);
  std::fputs("\n", stderr);
  return 2;
}

}  // namespace bench
