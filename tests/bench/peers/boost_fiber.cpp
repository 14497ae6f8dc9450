/// @file
/// The same as tasks.cpp, with Boost.Fiber: its own scheduler (round robin) and its default stacks.
#include <boost/fiber/all.hpp>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "../sample.hpp"

namespace {

using boost::fibers::fiber;
using boost::fibers::launch;
using boost::this_fiber::yield;

void step(int tasks) {
  bench::Sample sample;
  bool over = false;
  const auto lead = [&] {
    const int rounds = bench::rounds_a_look(tasks);
    do {
      for (int i = 0; i != rounds; ++i) yield();
    } while (sample.go_on(std::int64_t{rounds} * tasks));
    over = true;
  };
  const auto follow = [&] {
    while (!over) yield();
  };
  std::vector<fiber> all;
  all.emplace_back(launch::post, lead);
  while (all.size() != static_cast<std::size_t>(tasks)) all.emplace_back(launch::post, follow);
  for (fiber& each : all) each.join();
  sample.print();
}

void spawn() {
  bench::Sample sample;
  do {
    for (int i = 0; i != bench::spawns_a_look; ++i) fiber(launch::post, [] {}).join();
  } while (sample.go_on(bench::spawns_a_look));
  sample.print();
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view bench = count > 1 ? arguments[1] : "";
  const int tasks = count > 2 ? std::atoi(arguments[2]) : 0;
  if (bench == "step" && tasks > 0) {
    step(tasks);
  } else if (bench == "spawn") {
    spawn();
  } else {
    std::fputs("usage: boost_fiber step N | spawn\n", stderr);
    return 2;
  }
}
