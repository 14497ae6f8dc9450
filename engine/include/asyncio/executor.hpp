/// @file
/// Functions that block, run beside the loop. Follows CPython's `loop.run_in_executor`, `asyncio.to_thread` and
/// `concurrent.futures.ThreadPoolExecutor`.
///
/// Natively a call runs on a thread. In a browser it runs in a Web Worker, in an instance of its own of the same program, which shares no
/// memory with the one that asked. One rule for both: a call is a function (or a lambda that captures nothing) and arguments that
/// can be copied as bytes: numbers, enums and plain structures of these, `std::string`, `vector`, `array`, `pair`, `tuple`,
/// `optional`, `variant`. So is its result. Pointers, references and views are refused.
///
/// In a worker's instance the program's global variables have been initialised, but `main` does not run; nothing that one instance
/// changes there is seen in another.
///
/// What the function throws is thrown where the future is awaited. Natively it is the exception itself; from a worker come those of the
/// standard library and of this one, by their type, and any other as a RuntimeError that tells its type and message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <asyncio/detail/remote_call.hpp>
#include <asyncio/future.hpp>
#include <asyncio/loop.hpp>

namespace asyncio {
namespace detail {
class Executor;
}

/// Runs calls on threads of its own, at most `max_workers` at a time. In a browser all executors together have no more workers than there
/// are processors, and 4 at most; what is above that waits.
class ThreadPoolExecutor {
 public:
  /// As many workers as CPython gives: 4 more than there are processors, 32 at most.
  ThreadPoolExecutor();
  /// Throws ValueError for 0.
  explicit ThreadPoolExecutor(std::size_t max_workers);
  ThreadPoolExecutor(ThreadPoolExecutor&& other) noexcept;
  ThreadPoolExecutor& operator=(ThreadPoolExecutor&& other) noexcept;
  /// As `shutdown()`: waits, as leaving Python's `with` does.
  ~ThreadPoolExecutor();

  /// Refuses further calls. If `wait`, blocks this thread, and with it a loop that runs here, until all calls are over. If
  /// `cancel_futures`, drops those that no worker has begun, and cancels their futures. Again is harmless.
  void shutdown(bool wait = true, bool cancel_futures = false);

 private:
  friend class EventLoop;
  friend class detail::ExecutorRef;
  std::shared_ptr<detail::Executor> state_;
};

namespace detail {

/// An executor, or null for the loop's own.
class ExecutorRef {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): stands for either of the two.
  ExecutorRef(std::nullptr_t) noexcept {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  ExecutorRef(ThreadPoolExecutor& executor) noexcept : executor_(executor.state_.get()) {}
  [[nodiscard]] Executor* get() const noexcept { return executor_; }

 private:
  Executor* executor_ = nullptr;
};

/// The future of a call.
class CallState : public FutureState {
 public:
  CallState(Loop& loop, std::unique_ptr<RemoteCall> call);
  ~CallState() override;
  /// Gives the result up; the call itself goes on if it has begun.
  bool cancel(std::string_view message) override;
  [[nodiscard]] std::string describe() const override { return "a call in an executor"; }
  [[nodiscard]] FutureKind kind() const noexcept override { return FutureKind::executor_call; }
  /// Of an executor that was given a number of workers: its own number in the loop, from 1, in bits 16 and up, and that of the workers below. 0
  /// where that was left to the machine.
  [[nodiscard]] std::int64_t kind_value() const noexcept override { return executor_; }

 private:
  friend class Executor;
  class Operation;
  std::unique_ptr<Operation> operation_;
  std::int64_t executor_ = 0;
};

/// Starts the call of a future. Throws RuntimeError when the executor, or the loop's own, has been shut down.
void start_call(ExecutorRef executor, CallState& state);

}  // namespace detail

/// Calls `function(arguments...)` in `executor`, or for `nullptr` in the loop's own, and returns at once: a future of the result.
/// Cancelling it gives the result up; a call that has begun goes on. Throws RuntimeError after a shutdown.
template <class Function, class... Args>
auto EventLoop::run_in_executor(detail::ExecutorRef executor, Function function, Args&&... arguments) {
  using Result = detail::RemoteResult<Function, Args...>;
  const detail::Ref<detail::CallState> state(new detail::StateOf<Result, detail::CallState>(
      *loop_, detail::make_remote_call(function, std::forward<Args>(arguments)...)));
  detail::start_call(executor, *state);
  return Future<Result>(detail::Ref<detail::FutureState>(state.get()));
}

/// Calls `function(arguments...)` in the loop's own executor while other tasks run, and returns what it returns, or throws what it
/// throws. Cancelling the task ends the wait; a call that has begun goes on. The task's context does not go with it.
template <class Function, class... Args>
auto to_thread(Function function, Args&&... arguments) {
  return await(get_running_loop().run_in_executor(nullptr, function, std::forward<Args>(arguments)...), {});
}

}  // namespace asyncio
