#include "fiber.hpp"

#include <asyncio/errors.hpp>
#include <string>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASYNCIO_ADDRESS_SANITIZER 1
#include <sanitizer/common_interface_defs.h>
#endif
#endif

namespace asyncio::core {
namespace {

thread_local Fiber* running = nullptr;

/// The stack's memory is the Fiber's, not Boost's, to free.
struct KeepsStack {
  void deallocate(boost::context::stack_context&) noexcept {}
};

}  // namespace

Fiber::Fiber(Body body, std::size_t stack_size) : stack_(allocate_stack(stack_size)) {
  boost::context::stack_context memory;
  memory.sp = stack_.top;
  memory.size = stack_.size;
  new (&context_)
      boost::context::fiber(std::allocator_arg, boost::context::preallocated(memory.sp, memory.size, memory),
                            KeepsStack{}, [body](boost::context::fiber&&) {
                              body();
                              return boost::context::fiber{};
                            });
}

Fiber::~Fiber() {
  if (owns_stack_) free_stack(stack_);
}

Fiber& Fiber::current() noexcept {
  if (running == nullptr) {
    thread_local Fiber own{ThreadsOwn{}};
    running = &own;
  }
  return *running;
}

void Fiber::switch_to() {
  Fiber& self = current();
  if (&self == this) return;
  running = this;
#if defined(ASYNCIO_ADDRESS_SANITIZER)
  __sanitizer_start_switch_fiber(&self.sanitizer_stack_, stack_.top - stack_.size, stack_.size);
#endif
  // Not `resume`, which arrives by a jump: the processor, which pairs calls with returns, would then foretell each return that
  // follows on the new stack wrongly. The function that `resume_with` runs there ends by the return that is missing.
  std::move(context_).resume_with([this, &self](boost::context::fiber&& from) {
    arrived_from(self, std::move(from));
    return boost::context::fiber{};
  });
}

void Fiber::arrived_from(Fiber& departed, boost::context::fiber from) noexcept {
#if defined(ASYNCIO_ADDRESS_SANITIZER)
  const void* bottom = nullptr;
  std::size_t size = 0;
  __sanitizer_finish_switch_fiber(sanitizer_stack_, &bottom, &size);
  if (!departed.owns_stack_) {
    departed.stack_.top = static_cast<std::byte*>(const_cast<void*>(bottom)) + size;
    departed.stack_.size = size;
  }
#endif
  new (&departed.context_) boost::context::fiber(std::move(from));
}

Fiber& FiberPool::acquire(Fiber::Body body) {
  while (!idle_.empty()) {
    Fiber& fiber = *idle_.back();
    idle_.pop_back();
    if (fiber.stack().size >= stack_size_) return fiber;
    destroy(fiber);
  }
  if (fibers_.size() >= max_stacks()) {
    throw RuntimeError("too many tasks wait at once: this platform carries " + std::to_string(max_stacks()) +
                       " stacks; use a Semaphore or a worker pool to bound them");
  }
  idle_.reserve(fibers_.size() + 1);
  return *fibers_.emplace_back(std::make_unique<Fiber>(body, stack_size_));
}

void FiberPool::destroy(const Fiber& fiber) noexcept {
  std::erase_if(fibers_, [&](const auto& each) { return each.get() == &fiber; });
}

FiberPool& fiber_pool() noexcept {
  thread_local FiberPool pool;
  return pool;
}

}  // namespace asyncio::core
