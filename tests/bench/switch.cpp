/// @file
/// The context switch by itself, below tasks and loop: COUNT stacks in a ring, each of which switches to the next.
#include <cstddef>
#include <memory>
#include <vector>

#include "command.hpp"
#include "core/fiber.hpp"
#include "sample.hpp"

namespace {

using asyncio::core::Fiber;

std::vector<Fiber*> ring;
std::size_t running = 0;

void switch_to_next() {
  // Not by a division, which takes as long as the switch.
  running = running + 1 != ring.size() ? running + 1 : 0;
  ring[running]->switch_to();
}

void follow() {
  for (;;) switch_to_next();
}

/// The program's own stack is one of the ring, so that it gets control back in the end.
void ring_of(int stacks) {
  bench::Sample sample;
  std::vector<std::unique_ptr<Fiber>> followers;
  ring.push_back(&Fiber::current());
  while (ring.size() != static_cast<std::size_t>(stacks)) {
    ring.push_back(followers.emplace_back(new Fiber(follow, asyncio::core::default_stack_size())).get());
  }
  const int rounds = bench::rounds_a_look(stacks);
  do {
    for (int i = 0; i != rounds; ++i) switch_to_next();
  } while (sample.go_on(std::int64_t{rounds} * stacks));
  sample.print();
}

}  // namespace

int main(int count, char** arguments) { return bench::run_named(count, arguments, {{"switch", ring_of}}); }
