#include <asyncio/async_generator.hpp>
#include <asyncio/detail/generator_state.hpp>
#include <asyncio/errors.hpp>
#include <asyncio/generator.hpp>
#include <asyncio/task.hpp>
#include <optional>
#include <string>
#include <utility>

#include "exception_kind.hpp"
#include "exception_state.hpp"
#include "fiber.hpp"
#include "loop.hpp"

namespace asyncio::detail {
namespace {

/// The generator whose body the fiber that is being switched to is to begin.
thread_local GeneratorState* to_begin = nullptr;

[[noreturn]] void stack_overflowed() noexcept { core::stack_overflowed("a generator, or what advances it"); }

/// Suspends the stack it is called on, with the exceptions that are being handled there; `fiber` is another.
void switch_to(core::Fiber& fiber) {
  core::Fiber& self = core::Fiber::current();
  if (!self.stack().edge_intact()) [[unlikely]]
    stack_overflowed();
  const core::ExceptionState own_exceptions;
  fiber.switch_from(self);
}

/// The message of a cancellation that was asked of the current task, if that is what `exception` is.
std::optional<std::string> cancellation(const std::exception_ptr& exception) {
  const TaskState* const task = current_task();
  if (task == nullptr || task->cancelling() == 0) return std::nullopt;
  try {
    std::rethrow_exception(exception);
  } catch (const CancelledError& error) {
    return error.message();
  } catch (...) {
    return std::nullopt;
  }
}

}  // namespace

GeneratorState::Consumer GeneratorState::Consumer::current() noexcept {
  Loop* const loop = Loop::running();
  return {loop, loop != nullptr ? loop->current_task() : nullptr};
}

bool GeneratorState::running() const noexcept {
  const GeneratorState* each = this;
  while (each->status_ == Status::suspended && each->delegate_ != nullptr) each = each->delegate_;
  return each->status_ == Status::running;
}

void GeneratorState::refuse_running() const {
  if (kind_ == Kind::asynchronous) throw RuntimeError("anext(): asynchronous generator is already running");
  throw ValueError("generator already executing");
}

GeneratorState& GeneratorState::innermost() {
  GeneratorState* each = this;
  while (each->status_ == Status::suspended && each->delegate_ != nullptr) each = each->delegate_;
  if (each->status_ == Status::running) refuse_running();
  return *each;
}

void GeneratorState::check_can_take_value() {
  if (!fresh()) return;
  throw TypeError(kind_ == Kind::asynchronous ? "can't send non-None value to a just-started async generator"
                                              : "can't send non-None value to a just-started generator");
}

bool GeneratorState::has_value() {
  if (wanted_) {
    advance();
    wanted_ = false;
  }
  return !finished();
}

bool GeneratorState::advance(std::exception_ptr thrown) {
  wanted_ = true;
  GeneratorState* at = &innermost();
  if (finished()) {
    if (thrown) std::rethrow_exception(std::move(thrown));
    return false;
  }
  if (fresh() && thrown) {
    end_fresh();
    std::rethrow_exception(std::move(thrown));
  }
  if (at != this) {
    if (kind_of_exception(thrown) == ExceptionKind::generator_exit) {
      if (auto failure = close_delegates()) thrown = std::move(failure);
      at = this;
    } else {
      link_to(*at);
      // Another consumer has exhausted it: the generator that delegated to it goes on.
      if (at->finished()) at = at->parent_;
    }
  }
  // Moving a null exception_ptr takes several calls of the runtime, too.
  if (thrown) [[unlikely]]
    at->thrown_ = std::move(thrown);
  step(*at);
  if (failure_) [[unlikely]]
    std::rethrow_exception(take_failure());
  return !finished();
}

void GeneratorState::link_to(const GeneratorState& innermost) noexcept {
  for (GeneratorState* each = this; each != &innermost; each = each->delegate_) each->delegate_->parent_ = each;
}

void GeneratorState::step(GeneratorState& innermost) {
  core::Fiber& fiber = innermost.enter(*this);
  consumers_fiber_ = &core::Fiber::current();
  consumer_ = Consumer::current();
  switch_to(fiber);
}

core::Fiber& GeneratorState::enter(GeneratorState& root) {
  if (fiber_ == nullptr) {
    fiber_ = &core::FiberPool::current().acquire(&GeneratorState::body);
    to_begin = this;
  }
  status_ = Status::running;
  delegate_ = nullptr;
  root_ = &root;
  return *fiber_;
}

void GeneratorState::body() noexcept {
  GeneratorState* const self = std::exchange(to_begin, nullptr);
  self->run();
  core::Fiber& own = core::Fiber::current();
  if (!own.stack().intact()) [[unlikely]]
    stack_overflowed();
  core::Fiber& next = self->leave();
  core::FiberPool::current().release(own);
  next.switch_from(own);
}

void GeneratorState::run() noexcept {
  const char* name = kind_ == Kind::asynchronous ? "async generator" : "generator";
  failed_ = true;
  try {
    call();
    failed_ = false;
  } catch (const StopIteration&) {
    // PEP 479: let through, it would silently end the generator that consumes this one.
    failure_ = std::make_exception_ptr(RuntimeError(std::string(name) + " raised StopIteration"));
  } catch (const StopAsyncIteration&) {
    failure_ = kind_ == Kind::asynchronous
                   ? std::make_exception_ptr(RuntimeError("async generator raised StopAsyncIteration"))
                   : std::current_exception();
  } catch (const GeneratorExit&) {
    failed_ = false;
    failure_ = std::current_exception();
  } catch (...) {
    failure_ = std::current_exception();
  }
  discard_function();
}

core::Fiber& GeneratorState::leave() noexcept {
  status_ = Status::finished;
  fiber_ = nullptr;
  if (root_ == this) return *consumers_fiber_;
  parent_->enter(*root_);
  return *parent_->fiber_;
}

void GeneratorState::end_fresh() noexcept {
  status_ = Status::finished;
  discard_function();
}

std::exception_ptr GeneratorState::take_failure() noexcept { return std::exchange(failure_, nullptr); }

void GeneratorState::check_in_body() const {
  if (status_ != Status::running || fiber_ != &core::Fiber::current() || root_->consumer_ != Consumer::current()) {
    throw RuntimeError("yield outside its generator: call it in the function that it was given to");
  }
}

void GeneratorState::yield() {
  root_->source_ = this;
  status_ = Status::suspended;
  switch_to(*root_->consumers_fiber_);
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
}

void GeneratorState::delegate_to(GeneratorState& other) {
  check_in_body();
  GeneratorState& innermost = other.innermost();
  if (other.finished()) return;
  other.link_to(innermost);
  other.parent_ = this;
  GeneratorState& next = innermost.finished() ? *innermost.parent_ : innermost;
  core::Fiber& fiber = next.enter(*root_);
  delegate_ = &other;
  status_ = Status::suspended;
  switch_to(fiber);
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  if (other.failure_) std::rethrow_exception(other.take_failure());
}

void GeneratorState::close() {
  innermost();
  if (fresh()) end_fresh();
  if (finished()) return;
  std::exception_ptr failure = close_delegates();
  failure = close_this(std::move(failure));
  if (failure) std::rethrow_exception(std::move(failure));
}

/// Closes what this one delegates to, from the innermost outwards; what is left to be thrown here, or null. Ends at this one's yield.
std::exception_ptr GeneratorState::close_delegates() {
  if (delegate_ == nullptr) return nullptr;
  GeneratorState& last = innermost();
  link_to(last);
  for (GeneratorState* each = this; each != &last; each = each->delegate_) each->status_ = Status::running;
  std::exception_ptr failure;
  GeneratorState* each = &last;
  while (each != this) {
    GeneratorState* const parent = each->parent_;
    if (!each->finished()) failure = each->close_this(std::move(failure));
    each = parent;
    each->delegate_ = nullptr;
  }
  return failure;
}

/// Ends a suspended generator by `thrown`, or else by GeneratorExit; what it ended with instead of ending, or null.
std::exception_ptr GeneratorState::close_this(std::exception_ptr thrown) {
  thrown_ = thrown ? std::move(thrown) : std::make_exception_ptr(GeneratorExit());
  wanted_ = true;
  step(*this);
  if (!finished()) {
    return std::make_exception_ptr(RuntimeError(kind_ == Kind::asynchronous ? "async generator ignored GeneratorExit"
                                                                            : "generator ignored GeneratorExit"));
  }
  auto failure = take_failure();
  return failed_ ? failure : nullptr;
}

void GeneratorState::dispose() noexcept {
  // It owns itself from here on: otherwise the steps that follow would dispose of it a second time.
  retain();
  std::exception_ptr failure;
  // At the end of a thread its stacks are gone, and what is on them with them.
  if (!core::fiber_pool_has_gone()) {
    try {
      close();
    } catch (...) {
      failure = std::current_exception();
    }
  }
  if (failure) {
    if (const auto message = cancellation(failure)) {
      // Not to be lost: the task gets it where it waits next.
      current_task()->cancel(*message);
      current_task()->uncancel();
    } else {
      const char* const name = kind_ == Kind::asynchronous ? "async generator" : "generator";
      const ExceptionContext context{std::string("Exception ignored in: a dropped ") + name, std::move(failure)};
      Loop* const loop = Loop::running();
      loop != nullptr ? loop->call_exception_handler(context) : Loop::default_exception_handler(context);
    }
  }
  delete this;
}

}  // namespace asyncio::detail
