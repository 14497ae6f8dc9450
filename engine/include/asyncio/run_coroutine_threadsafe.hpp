/// @file
/// `run_coroutine_threadsafe`: a function that another thread has a loop run, and whose result that thread waits for. `asyncio.hpp` does not
/// include it, as few programs need it and `<future>` takes long to compile.
#pragma once

#include <concepts>
#include <exception>
#include <future>
#include <source_location>
#include <type_traits>
#include <utility>

#include <asyncio/task.hpp>
#include <asyncio/threadsafe.hpp>

namespace asyncio {
namespace detail {

/// Hands over what a task has ended with.
template <class T>
void keep_promise(std::promise<T>& promise, Future<T> task) {
  try {
    if constexpr (std::is_void_v<T>) {
      task.result();
      promise.set_value();
    } else {
      promise.set_value(await(std::move(task)));
    }
  } catch (...) {
    promise.set_exception(std::current_exception());
  }
}

}  // namespace detail

/// Runs `function` as a task of the loop, whose thread is another than the caller's, and returns at once. The result's `get` waits for the
/// end of the task and returns what it returned, or throws what it threw: CancelledError where it was cancelled, and std::future_error
/// where the loop was closed before its end. Called on the loop's own thread `get` would wait for ever. Throws RuntimeError when the loop is
/// closed. Follows `asyncio.run_coroutine_threadsafe`.
template <std::invocable Function>
[[nodiscard]] auto run_coroutine_threadsafe(Function function, const ThreadsafeLoop& loop,
                                            std::source_location where = std::source_location::current())
    -> std::future<detail::ResultOf<Function>> {
  using T = detail::ResultOf<Function>;
  std::promise<T> promise;
  std::future<T> result = promise.get_future();
  loop.call_soon_threadsafe([function = std::move(function), promise = std::move(promise), where]() mutable {
    create_task(std::move(function), {}, where)
        .add_done_callback(
            [promise = std::move(promise)](Future<T> task) mutable { detail::keep_promise(promise, std::move(task)); });
  });
  return result;
}
detail::Refused run_coroutine_threadsafe(...) ASYNCIO_REFUSED(
    "run_coroutine_threadsafe takes a function that it calls later without arguments, and a ThreadsafeLoop: "
    "write run_coroutine_threadsafe([=] { return f(x); }, loop), not run_coroutine_threadsafe(f(x), loop)");

}  // namespace asyncio
