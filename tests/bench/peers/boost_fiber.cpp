/// @file
/// The same as tulip.cpp, with Boost.Fiber: its own scheduler (round robin) and its default stacks.
#include <boost/fiber/all.hpp>
#include <vector>

#include "../command.hpp"
#include "../sample.hpp"

namespace {

using boost::fibers::buffered_channel;
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

void spawn(int) {
  bench::Sample sample;
  do {
    for (int i = 0; i != bench::operations_a_look; ++i) fiber(launch::post, [] {}).join();
  } while (sample.go_on(bench::operations_a_look));
  sample.print();
}

void gather(int tasks) {
  bench::Sample sample;
  do {
    std::vector<fiber> all;
    for (int i = 0; i != tasks; ++i) all.emplace_back(launch::post, [] {});
    for (fiber& each : all) each.join();
  } while (sample.go_on(tasks));
  sample.print();
}

void queue(int) {
  bench::Sample sample;
  // The smallest that there is, as one slot stays empty.
  buffered_channel<int> there(2);
  buffered_channel<int> back(2);
  fiber echo(launch::post, [&] {
    for (const int item : there) back.push(item);
  });
  do {
    for (int i = 0; i != bench::operations_a_look; ++i) {
      there.push(i);
      back.value_pop();
    }
  } while (sample.go_on(bench::operations_a_look));
  there.close();
  echo.join();
  sample.print();
}

}  // namespace

int main(int count, char** arguments) {
  return bench::run_named(count, arguments, {{"step", step}, {"spawn", spawn}, {"gather", gather}, {"queue", queue}});
}
