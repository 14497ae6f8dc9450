/// @file
/// The same as tulip.cpp, with Emscripten's Asyncify fibers: the smallest round robin that they can be switched in. No futures, no
/// cancelling, no timers: a lower bound of what a scheduler on Asyncify would cost.
#include <emscripten/fiber.h>
#include <cstddef>
#include <memory>
#include <vector>

#include "../command.hpp"
#include "../sample.hpp"

namespace {

constexpr std::size_t stack_size = 16 * 1024;
/// Where Asyncify keeps the locals of the frames that it unwinds.
constexpr std::size_t frames_size = 1024;

struct Fiber {
  emscripten_fiber_t context{};
  std::unique_ptr<std::byte[]> stack;
  std::unique_ptr<std::byte[]> frames = std::make_unique_for_overwrite<std::byte[]>(frames_size);

  Fiber() { emscripten_fiber_init_from_current_context(&context, frames.get(), frames_size); }
  Fiber(em_arg_callback_func body, void* argument) : stack(std::make_unique_for_overwrite<std::byte[]>(stack_size)) {
    emscripten_fiber_init(&context, body, argument, stack.get(), stack_size, frames.get(), frames_size);
  }
};

struct Ring {
  std::vector<std::unique_ptr<Fiber>> fibers;
  std::size_t running = 0;

  void yield() {
    const std::size_t from = running;
    running = (from + 1) % fibers.size();
    if (running != from) emscripten_fiber_swap(&fibers[from]->context, &fibers[running]->context);
  }
};

void follow(void* argument) {
  auto& ring = *static_cast<Ring*>(argument);
  for (;;) ring.yield();
}

/// The program's own stack is one of the tasks, so that it gets control back in the end.
void step(int tasks) {
  bench::Sample sample;
  Ring ring;
  ring.fibers.push_back(std::make_unique<Fiber>());
  while (ring.fibers.size() != static_cast<std::size_t>(tasks)) {
    ring.fibers.push_back(std::make_unique<Fiber>(follow, &ring));
  }
  const int rounds = bench::rounds_a_look(tasks);
  do {
    for (int i = 0; i != rounds; ++i) ring.yield();
  } while (sample.go_on(std::int64_t{rounds} * tasks));
  sample.print();
}

struct Pair {
  Fiber creator;
  Fiber* created = nullptr;
};

void run_once(void* argument) {
  auto& pair = *static_cast<Pair*>(argument);
  emscripten_fiber_swap(&pair.created->context, &pair.creator.context);
}

void spawn(int) {
  bench::Sample sample;
  Pair pair;
  do {
    for (int i = 0; i != bench::operations_a_look; ++i) {
      Fiber fiber(run_once, &pair);
      pair.created = &fiber;
      emscripten_fiber_swap(&pair.creator.context, &fiber.context);
    }
  } while (sample.go_on(bench::operations_a_look));
  sample.print();
}

}  // namespace

int main(int count, char** arguments) { return bench::run_named(count, arguments, {{"step", step}, {"spawn", spawn}}); }
