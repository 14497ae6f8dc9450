/// @file
/// Entering the loop, and the simplest way to wait in it. Follows CPython's `asyncio.runners` and `asyncio.sleep`.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <asyncio/context.hpp>
#include <asyncio/task.hpp>

namespace asyncio {
namespace detail {

/// Runs the future's loop until it is done. Throws RuntimeError when the loop stops before; DeadlockError.
void run_until_done(FutureState& future);

/// As `run_until_done`, for a main task: the first Ctrl+C cancels it, where the platform has such a thing. Throws KeyboardInterrupt if it was
/// cancelled by that.
void run_main_task(TaskState& main);

/// Throws RuntimeError where a loop runs on this thread; `function` is what was called.
void check_no_loop_runs(const char* function);

/// Throws RuntimeError where the loop cannot be run.
void check_can_run(const Loop& loop);

/// Suspends the current task for `delay`; 0 or less lets the others run once.
void sleep(Duration delay, std::source_location where);

}  // namespace detail

template <class T>
T EventLoop::run_until_complete(Future<T> future) {
  detail::check_can_run(*loop_);
  detail::check_loop(*future.state(), *loop_);
  detail::run_until_done(*future.state());
  return future.result();
}

template <std::invocable Main>
auto EventLoop::run_until_complete(Main main) -> detail::ResultOf<Main> {
  // First: otherwise a loop that runs already would run `main`.
  detail::check_can_run(*loop_);
  Future<detail::ResultOf<Main>> task = create_task(std::move(main));
  detail::run_until_done(*task.state());
  return await(std::move(task));
}

/// How `run` and `Runner` set up their loop.
struct RunOptions {
  /// As `EventLoop::set_debug`.
  bool debug = false;
  /// Where to write what the program did, as trace events that Perfetto and chrome://tracing show; empty for nowhere. The file is whole once the
  /// loop is closed. Throws OSError where it cannot be written. The environment variable ASYNCIO_TRACE does the same for a program as it is. A
  /// page has no files, and shows and exports its own timeline.
  std::string trace = {};
  /// Where to record what comes into the run from outside: the time, the ends of requests and what they brought, the network, calls of other threads,
  /// Ctrl+C. Empty for nowhere. After a crash the file has all up to that. The environment variable
  /// ASYNCIO_RECORD does the same for a program as it is; its second loop has `PATH.2`. Throws OSError where it cannot be written. A page records
  /// by itself.
  std::string record = {};
  /// A recording of the same program: nothing comes in but what is recorded, at once, and the run is the recorded one to the last event, on whatever
  /// machine of the kind; so a `trace` can be had of it afterwards. Calls in threads are made, and end where they ended then. ASYNCIO_REPLAY does the
  /// same. What does not come in by the library, as std::random_device and std::cin, is not replayed. Throws ReplayError where the program goes
  /// another way, OSError where the file cannot be read, and ValueError together with `record` or `loop_factory`.
  std::string replay = {};
  /// What makes the loop, which is closed in the end; `new_event_loop` where there is none.
  std::function<EventLoop()> loop_factory = {};
};

/// Runs `main` as the first task of a new loop and returns what it returns, or throws what it throws, after cancelling
/// the tasks that it left. Throws RuntimeError inside a running loop, DeadlockError, and what `options` says.
///
/// On a program's main thread Ctrl+C, natively, cancels `main`, and where that ends it, `run` throws KeyboardInterrupt; a second one ends the
/// program. Not where the program has a handler of its own for SIGINT, or ignores it. Follows `asyncio.Runner`.
template <std::invocable Main>
auto run(Main main, RunOptions options = {}) -> detail::ResultOf<Main>;
detail::Refused run(...) ASYNCIO_REFUSED(
    "run takes a function that it calls without arguments: write run([] { return f(x); }), not run(f(x))");

/// Runs several main functions one after another in one loop and one context, and ends what they left. Follows `asyncio.Runner`.
class Runner {
 public:
  /// Makes nothing yet.
  explicit Runner(RunOptions options = {}) noexcept : options_(std::move(options)) {}
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  /// As `close`; a failure is written to stderr.
  ~Runner();

  /// Runs `main` as a task and returns what it returns, or throws what it throws. Throws RuntimeError inside a running loop and on
  /// a runner that is closed, DeadlockError, and, as `asyncio::run` does, KeyboardInterrupt.
  template <std::invocable Main>
  auto run(Main main) -> detail::ResultOf<Main> {
    detail::check_no_loop_runs("Runner::run()");
    return run(std::move(main), prepare());
  }
  /// The same in a context that is given instead of the runner's own.
  template <std::invocable Main>
  auto run(Main main, const Context& context) -> detail::ResultOf<Main> {
    detail::check_no_loop_runs("Runner::run()");
    prepare();
    return run(std::move(main), context.state());
  }
  detail::Refused run(...) ASYNCIO_REFUSED(
      "run takes a function that it calls without arguments: write run([] { return f(x); }), not run(f(x))");

  /// The runner's loop; also within another that runs. Throws RuntimeError when closed.
  [[nodiscard]] EventLoop get_loop();

  /// Cancels the tasks that are left and waits for them, then closes the loop. Again is harmless.
  void close();

 private:
  enum class State : std::uint8_t { created, initialized, closed };
  template <std::invocable Function>
  friend auto run(Function main, RunOptions options) -> detail::ResultOf<Function>;

  /// Makes the loop if need be; the runner's context.
  const detail::Ref<detail::ContextState>& prepare();
  template <class Main>
  auto start(Main main, const detail::Ref<detail::ContextState>& context) {
    return Future<detail::ResultOf<Main>>(
        detail::Ref<detail::FutureState>(detail::make_task(loop_->state(), std::move(main), {}, context).get()));
  }
  template <class Main>
  auto run(Main main, const detail::Ref<detail::ContextState>& context) -> detail::ResultOf<Main> {
    auto task = start(std::move(main), context);
    detail::run_main_task(static_cast<detail::TaskState&>(*task.state()));
    return await(std::move(task));
  }
  /// Runs until `main` is done and closes, whatever comes of it; throws what `run_main_task` throws.
  void run_and_close(detail::TaskState& main);

  RunOptions options_;
  State state_ = State::created;
  std::optional<EventLoop> loop_;
  detail::Ref<detail::ContextState> context_;
};

template <std::invocable Main>
auto run(Main main, RunOptions options) -> detail::ResultOf<Main> {
  detail::check_no_loop_runs("asyncio::run()");
  Runner runner(std::move(options));
  auto task = runner.start(std::move(main), runner.prepare());
  runner.run_and_close(static_cast<detail::TaskState&>(*task.state()));
  return await(std::move(task));
}

/// Suspends the current task for `delay` while others run, and returns `result`. Cancelling the task ends the sleep.
/// Throws RuntimeError outside every task. `sleep(0s)` gives every other ready task one turn.
inline void sleep(Duration delay, std::source_location where = std::source_location::current()) {
  detail::sleep(delay, where);
}
template <class T>
T sleep(Duration delay, T result, std::source_location where = std::source_location::current()) {
  detail::sleep(delay, where);
  return result;
}
detail::Refused sleep(double, ...) ASYNCIO_REFUSED("a length of time has a unit: write 1s or 500ms");

}  // namespace asyncio
