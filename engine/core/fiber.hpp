/// @file
/// One stack and what is suspended on it. The only user of Boost.Context.
///
/// Control passes from fiber to fiber symmetrically: `switch_to` parks the stack it is called on and goes on with another.
/// A fiber's body never returns; a fiber with nothing to do goes back to the pool, and is handed out again without the cost of making
/// a stack. (On WebAssembly this matters twice: a stack that has ended is freed only by the garbage collector.)
#pragma once

#include <boost/context/fiber.hpp>
#include <cstddef>
#include <memory>
#include <vector>

#include "stack.hpp"

namespace asyncio::core {

class Fiber {
 public:
  /// Runs on the new stack, once, and does not return or throw.
  using Body = void (*)();

  /// A new stack of `stack_size` bytes, suspended before `body`. Throws std::bad_alloc.
  Fiber(Body body, std::size_t stack_size);
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;
  /// Frees the stack as it is, without unwinding it: only for fibers that are idle.
  ~Fiber();

  /// The fiber that runs; the thread's own stack counts as one.
  static Fiber& current() noexcept;

  /// Suspends the current fiber and goes on with this one. Returns when someone switches back; at
  /// once if this is the current fiber.
  void switch_to();

  [[nodiscard]] const Stack& stack() const noexcept { return stack_; }

 private:
  struct ThreadsOwn {};
  explicit Fiber(ThreadsOwn) noexcept : owns_stack_(false) {}
  /// The first thing that happens on this stack after a switch: only now is the context known that was left behind.
  void arrived_from(Fiber& departed, boost::context::fiber from) noexcept;

  /// Of the thread's own stack only the bounds, and only where a sanitizer asks for them.
  Stack stack_;
  bool owns_stack_ = true;
  // Kept from being destroyed: Boost would unwind the stack by an exception, through frames that hold nothing.
  union {
    boost::context::fiber context_;
  };
  /// AddressSanitizer's record of this stack while it is suspended.
  [[maybe_unused]] void* sanitizer_stack_ = nullptr;
};

/// The idle fibers of a thread.
class FiberPool {
 public:
  FiberPool() = default;
  FiberPool(const FiberPool&) = delete;
  FiberPool& operator=(const FiberPool&) = delete;

  /// An idle fiber, or a new one that will run `body`. Throws RuntimeError at the platform's limit, std::bad_alloc.
  Fiber& acquire(Fiber::Body body);
  /// Takes back a fiber that is about to switch away with nothing left to do.
  void release(Fiber& fiber) noexcept { idle_.push_back(&fiber); }

  /// Bytes of the stacks that `acquire` hands out from now on. Idle ones that are smaller are freed as they are met.
  [[nodiscard]] std::size_t stack_size() const noexcept { return stack_size_; }
  void set_stack_size(std::size_t bytes) noexcept { stack_size_ = bytes; }

  /// How many stacks there are, idle or not.
  [[nodiscard]] std::size_t size() const noexcept { return fibers_.size(); }
  [[nodiscard]] std::size_t idle() const noexcept { return idle_.size(); }

 private:
  void destroy(const Fiber& fiber) noexcept;

  std::size_t stack_size_ = default_stack_size();
  std::vector<std::unique_ptr<Fiber>> fibers_;
  /// Last in, first out, so that the stack handed out is the one most likely in the cache. Has room for all fibers.
  std::vector<Fiber*> idle_;
};

/// The pool of this thread.
FiberPool& fiber_pool() noexcept;

}  // namespace asyncio::core
