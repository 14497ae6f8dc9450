#include "fiber.hpp"

#include <asyncio/errors.hpp>
#include <string>
#include <utility>

namespace asyncio::core {
namespace {

thread_local bool pool_has_gone = false;

struct ThreadsPool final : FiberPool {
  ~ThreadsPool() { pool_has_gone = true; }
};

}  // namespace

Fiber::Fiber(Body body, std::size_t stack_size) : body_(body), stack_(allocate_stack(stack_size)) {
  context_ = boost::context::detail::make_fcontext(stack_.top, stack_.size, &run_bodies);
}

Fiber::~Fiber() {
  if (body_ != nullptr) free_stack(stack_);
}

constinit thread_local Fiber* Fiber::running_ = nullptr;

Fiber& Fiber::threads_own() noexcept {
  thread_local Fiber own{ThreadsOwn{}};
  return *(running_ = &own);
}

void Fiber::run_bodies(Transfer) noexcept {
  for (;;) running_->body_();
}

void Fiber::visit(void (*function)(void*), void* argument) {
  visit_ = {function, argument, &current()};
  // The frame of the first visit stays on the stack until the fiber goes on, and later visits use it again.
  leave_for_this(current(), visited_ ? &arrive : &arrive_for_visits);
}

Fiber::Transfer Fiber::arrive_for_visits(Transfer from) noexcept {
  Fiber& self = *running_;
  arrive(from);
  self.visited_ = true;
  while (self.visit_.function != nullptr) {
    std::exchange(self.visit_.function, nullptr)(self.visit_.argument);
    self.visit_.visitor->switch_from(self);
  }
  self.visited_ = false;
  return from;
}

Fiber& FiberPool::acquire_new(Fiber::Body body) {
  while (idle_ != nullptr && idle_->stack().size < stack_size_) {
    const Fiber& small = take_idle();
    std::erase_if(fibers_, [&](const auto& each) { return each.get() == &small; });
  }
  if (idle_ != nullptr) return acquire(body);
  if (fibers_.size() >= max_stacks()) {
    throw RuntimeError("too many tasks wait at once: this platform carries " + std::to_string(max_stacks()) +
                       " stacks; use a Semaphore or a worker pool to bound them");
  }
  return *fibers_.emplace_back(std::make_unique<Fiber>(body, stack_size_));
}

constinit thread_local FiberPool* FiberPool::threads_ = nullptr;

FiberPool& FiberPool::make_threads() noexcept {
  thread_local ThreadsPool pool;
  return *(threads_ = &pool);
}

bool fiber_pool_has_gone() noexcept { return pool_has_gone; }

}  // namespace asyncio::core
