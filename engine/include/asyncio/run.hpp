/// @file
/// Entering the loop, and the simplest way to wait in it. Follows CPython's `asyncio.runners` and `asyncio.sleep`.
#pragma once

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>

#include <asyncio/task.hpp>

namespace asyncio {
namespace detail {

/// Runs the future's loop until it is done. Throws RuntimeError when the loop stops before; DeadlockError.
void run_until_done(FutureState& future);

/// Throws RuntimeError where the loop cannot be run.
void check_can_run(const Loop& loop);

/// The loop of a `run`. Throws RuntimeError inside a running loop.
EventLoop open_main_loop();
/// Runs until `main` is done, cancels what is left, waits for it, and closes the loop. Throws what `run_until_done` throws.
void run_and_close(FutureState& main);

/// Suspends the current task for `delay`; 0 or less lets the others run once.
void sleep(Duration delay);

}  // namespace detail

template <class T>
T EventLoop::run_until_complete(Future<T> future) {
  detail::run_until_done(*future.state());
  return future.result();
}

template <std::invocable Main>
auto EventLoop::run_until_complete(Main main) -> detail::ResultOf<Main> {
  // First, lest a loop that runs already should run `main`.
  detail::check_can_run(*loop_);
  Future<detail::ResultOf<Main>> task = create_task(std::move(main));
  detail::run_until_done(*task.state());
  return await(std::move(task));
}

/// Runs `main` as the first task of a new loop and returns what it returns, or throws what it throws, after cancelling
/// the tasks that it left. Throws RuntimeError inside a running loop, and DeadlockError.
template <std::invocable Main>
auto run(Main main) -> detail::ResultOf<Main> {
  const EventLoop loop = detail::open_main_loop();
  Future<detail::ResultOf<Main>> task(
      detail::Ref<detail::FutureState>(detail::make_task(loop.state(), std::move(main), {}).get()));
  detail::run_and_close(*task.state());
  return await(std::move(task));
}

/// Suspends the current task for `delay` while others run, and returns `result`. Cancelling the task ends the sleep.
/// Throws RuntimeError outside every task. `sleep(0s)` gives every other ready task one turn.
inline void sleep(Duration delay) { detail::sleep(delay); }
template <class T>
T sleep(Duration delay, T result) {
  detail::sleep(delay);
  return result;
}

}  // namespace asyncio
