/// @file
/// What the two kinds of generator have in common, as far as it does not depend on types: a function on a stack of its own,
/// suspended wherever it yields. Follows CPython's `Objects/genobject.c`, and PEP 380 for delegation.
///
/// Asking for a value switches to the generator's fiber, and yielding switches back to the fiber that asked. Both sides are plain switches
/// on top of the loop's: a body that waits suspends the task that advances it, and the loop finds the task on the body's stack.
///
/// Generators that delegate (`yield.from`) form a chain. A step walks down the chain and switches to the innermost one, whose yield
/// switches to the consumer directly: a step costs two switches, however long the chain is.
#pragma once

#include <cstdint>
#include <exception>

#include <asyncio/detail/ref.hpp>

namespace asyncio {
namespace core {
class Fiber;
}
namespace detail {

class Loop;
class TaskState;

class GeneratorState : public RefCounted {
 public:
  /// Which of Python's two kinds it is; they differ in what they call themselves.
  enum class Kind : std::uint8_t { plain, asynchronous };

  /// Goes on until the next yield, at which `thrown`, unless it is null, is thrown. False when the body returned instead, or had
  /// ended before. Throws what the body throws; ValueError when the generator runs; RuntimeError when there is no stack to be had.
  /// The caller keeps the generator.
  bool advance(std::exception_ptr thrown = nullptr);

  /// Throws GeneratorExit at the yield. Throws RuntimeError when the body yields again, ValueError when it runs, and what the body throws.
  void close();

  /// The generator at whose yield this one stands: the end of the chain of delegations. Throws ValueError when it runs.
  GeneratorState& innermost();

  // For a consumer that looks before it steps, as a range does: `want` asks for a step, `has_value` takes it.
  void want() noexcept { wanted_ = true; }
  bool has_value();

  [[nodiscard]] bool fresh() const noexcept { return status_ == Status::fresh; }
  [[nodiscard]] bool running() const noexcept;
  [[nodiscard]] bool finished() const noexcept { return status_ == Status::finished; }
  /// Whether the end was an error: neither a return nor GeneratorExit.
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  /// Throws TypeError: the first step has no yield that could return the value sent.
  void check_can_take_value();

  // The body's side.

  /// What the body yields is in place: suspends it until the next step. Throws what `advance` was given.
  void yield();
  /// Goes on with `other` in this one's place until it ends. Throws what it throws.
  void delegate_to(GeneratorState& other);
  /// Throws RuntimeError unless the caller is the body.
  void check_in_body() const;

 protected:
  explicit GeneratorState(Kind kind) noexcept : kind_(kind) {}
  /// The last reference is gone: closes what is open; what that throws goes to the exception handler of the loop that runs, or else to stderr.
  void dispose() noexcept override;

  /// Runs the body and stores what it returns.
  virtual void call() = 0;
  virtual void discard_function() noexcept = 0;

  /// The generator that yielded last on this one's behalf, and so holds the value; itself, unless it delegates.
  [[nodiscard]] GeneratorState& source() const noexcept { return *source_; }

 private:
  enum class Status : std::uint8_t { fresh, suspended, running, finished };
  /// On whose behalf the body runs; both may be null.
  struct Consumer {
    Loop* loop = nullptr;
    TaskState* task = nullptr;
    static Consumer current() noexcept;
    friend bool operator==(const Consumer&, const Consumer&) noexcept = default;
  };

  static void body() noexcept;
  void run() noexcept;
  core::Fiber& leave() noexcept;
  [[noreturn]] void refuse_running() const;
  /// Makes a body start at or go on to run, for the consumer of `root`.
  core::Fiber& enter(GeneratorState& root);
  void step(GeneratorState& innermost);
  void link_to(const GeneratorState& innermost) noexcept;
  void end_fresh() noexcept;
  std::exception_ptr close_delegates();
  std::exception_ptr close_this(std::exception_ptr thrown);
  [[nodiscard]] std::exception_ptr take_failure() noexcept;

  Kind kind_;
  Status status_ = Status::fresh;
  bool wanted_ = true;
  bool failed_ = false;
  /// The body's stack, from its first step to its end.
  core::Fiber* fiber_ = nullptr;
  /// What this one delegates to, or null.
  GeneratorState* delegate_ = nullptr;

  // Of the generator that a consumer steps.
  core::Fiber* consumers_fiber_ = nullptr;
  Consumer consumer_;
  GeneratorState* source_ = nullptr;

  // Of the one that runs; set anew at each step, since generators may delegate to one and the same.
  GeneratorState* root_ = nullptr;
  GeneratorState* parent_ = nullptr;

  /// To be thrown at the yield.
  std::exception_ptr thrown_;
  /// What the body ended with.
  std::exception_ptr failure_;
};

}  // namespace detail
}  // namespace asyncio
