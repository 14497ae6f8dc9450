/// @file
/// One stack and what is suspended on it. The only user of Boost.Context.
///
/// Control passes from fiber to fiber symmetrically: `switch_to` parks the stack it is called on and goes on with another.
/// A fiber never ends; one with nothing to do goes back to the pool, and is handed out again, perhaps for other work, without the
/// cost of making a stack. (On WebAssembly this matters twice: a stack that has ended is freed only by the garbage collector.)
#pragma once

#include <boost/context/detail/fcontext.hpp>
#include <cstddef>
#include <memory>
#include <vector>

#include "../ports/stack.hpp"
#include "sanitizer.hpp"

namespace asyncio::core {

class Fiber {
 public:
  /// What a fiber does each time that it is handed out. It ends by giving the fiber back to its pool and switching away; when the
  /// fiber is handed out again, it returns from that. Does not throw.
  using Body = void (*)();

  /// A new stack of `stack_size` bytes, suspended before `body`. Throws std::bad_alloc.
  Fiber(Body body, std::size_t stack_size);
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;
  /// Frees the stack as it is, without unwinding it: only for fibers that are idle.
  ~Fiber();

  /// The fiber that runs; the thread's own stack counts as one.
  static Fiber& current() noexcept { return running_ != nullptr ? *running_ : threads_own(); }

  /// Suspends the current fiber and goes on with this one. Returns when someone switches back; at
  /// once if this is the current fiber.
  void switch_to() {
    Fiber& self = current();
    if (&self != this) switch_from(self);
  }
  /// The same where it is known that `self` is the current fiber, and not this one.
  void switch_from(Fiber& self) { leave_for_this(self, &arrive); }

  /// Prefetches what a switch to this suspended fiber touches first on its stack.
  void prefetch_stack() const noexcept {
    constexpr int line = 64;
    const char* const top = static_cast<const char*>(context_);
    for (int i = 0; i != 5; ++i) __builtin_prefetch(top + i * line);
  }

  /// Calls `function(argument)` on this fiber's stack, on top of what is suspended there, and returns. Neither may switch fibers.
  void visit(void (*function)(void*), void* argument);

  [[nodiscard]] const Stack& stack() const noexcept { return stack_; }
  /// What it was last handed out for.
  [[nodiscard]] Body body() const noexcept { return body_; }

 private:
  friend class FiberPool;
  using Transfer = boost::context::detail::transfer_t;
  using ThreadsOwn = SanitizerStack::ThreadsOwn;
  explicit Fiber(ThreadsOwn own) noexcept : sanitizer_(own) {}
  static Fiber& threads_own() noexcept;
  /// Switches here from `self`, calls `on_arrival` on this stack, and goes on with what is suspended on it.
  void leave_for_this(Fiber& self, Transfer (*on_arrival)(Transfer));
  /// The first thing that happens on a stack after a switch: only now is the context of the stack that was left known.
  static Transfer arrive(Transfer from) noexcept;
  static Transfer arrive_for_visits(Transfer from) noexcept;
  [[noreturn]] static void run_bodies(Transfer from) noexcept;

  // Constant-initialised: checking at each access whether it has been initialised would take longer than the access.
  static constinit thread_local Fiber* running_;

  /// Where it was left. Null while it runs.
  boost::context::detail::fcontext_t context_ = nullptr;
  Body body_ = nullptr;
  /// Of the thread's own stack only the bounds, and only where a sanitizer asks for them.
  Stack stack_;
  /// The one that was released before it, while it is idle.
  Fiber* next_idle_ = nullptr;
  [[no_unique_address]] SanitizerStack sanitizer_;
  struct Visit {
    void (*function)(void*) = nullptr;
    void* argument = nullptr;
    Fiber* visitor = nullptr;
  } visit_;
  bool visited_ = false;
};

inline void Fiber::leave_for_this(Fiber& self, Transfer (*on_arrival)(Transfer)) {
  running_ = this;
  self.sanitizer_.leave_for(sanitizer_, {stack_.top - stack_.size, stack_.size});
  // Not `jump_fcontext`, which arrives by a jump: the processor predicts returns by pairing them with calls, and would mispredict each
  // return that follows on the new stack. The function that `ontop_fcontext` runs there ends with the return that keeps the pairs right.
  boost::context::detail::ontop_fcontext(context_, &self, on_arrival);
}

inline Fiber::Transfer Fiber::arrive(Transfer from) noexcept {
  Fiber& departed = *static_cast<Fiber*>(from.data);
  departed.context_ = from.fctx;
  const StackBounds left = running_->sanitizer_.arrive();
  if (left.bottom != nullptr && departed.body_ == nullptr) {
    departed.stack_.top = static_cast<std::byte*>(const_cast<void*>(left.bottom)) + left.size;
    departed.stack_.size = left.size;
  }
  return from;
}

/// The idle fibers of a thread.
class FiberPool {
 public:
  FiberPool() = default;
  FiberPool(const FiberPool&) = delete;
  FiberPool& operator=(const FiberPool&) = delete;

  /// The pool of this thread.
  static FiberPool& current() noexcept { return threads_ != nullptr ? *threads_ : make_threads(); }

  /// An idle fiber, or a new one; it runs `body` when it is switched to. Throws RuntimeError at the platform's limit, std::bad_alloc.
  Fiber& acquire(Fiber::Body body) {
    if (idle_ == nullptr || idle_->stack().size < stack_size_) [[unlikely]]
      return acquire_new(body);
    Fiber& fiber = take_idle();
    fiber.body_ = body;
    return fiber;
  }
  /// Takes back a fiber that is about to switch away with nothing left to do.
  void release(Fiber& fiber) noexcept {
    fiber.next_idle_ = idle_;
    idle_ = &fiber;
    ++idle_count_;
  }

  /// Bytes of the stacks that `acquire` hands out from now on. Idle ones that are smaller are freed as they are met.
  [[nodiscard]] std::size_t stack_size() const noexcept { return stack_size_; }
  void set_stack_size(std::size_t bytes) noexcept { stack_size_ = bytes; }

  /// How many stacks there are, idle or not.
  [[nodiscard]] std::size_t size() const noexcept { return fibers_.size(); }
  [[nodiscard]] std::size_t idle() const noexcept { return idle_count_; }

 private:
  Fiber& take_idle() noexcept {
    Fiber& fiber = *idle_;
    idle_ = fiber.next_idle_;
    --idle_count_;
    return fiber;
  }
  Fiber& acquire_new(Fiber::Body body);
  static FiberPool& make_threads() noexcept;

  static constinit thread_local FiberPool* threads_;

  std::size_t stack_size_ = default_stack_size();
  std::vector<std::unique_ptr<Fiber>> fibers_;
  /// Last in, first out, so that the stack handed out is the one most likely in the cache.
  Fiber* idle_ = nullptr;
  std::size_t idle_count_ = 0;
};

/// Whether the pool of this thread has gone already, and every stack with it: the thread ends.
bool fiber_pool_has_gone() noexcept;

}  // namespace asyncio::core
