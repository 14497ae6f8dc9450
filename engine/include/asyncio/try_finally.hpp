/// @file
/// `try: BODY finally: CLEANUP` where the cleanup waits. A destructor cannot take its place: CancelledError that arrives while a destructor
/// waits ends the program, because destructors do not throw.
///
///     asyncio::try_finally([&] { serve(connection); },       // try: await serve(connection)
///                          [&] { connection.close(); });     // finally: await connection.close()
#pragma once

#include <concepts>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace asyncio {

/// Calls `body`, then `cleanup`, however the body ended, and returns what the body returned or throws what it threw. Both may wait. What the
/// cleanup throws takes the place of the body's result or exception, CancelledError too: as in Python, what follows in the cleanup is then
/// not done, unless the cleanup itself sees to it (`shield`, another `try_finally`).
template <std::invocable Body, std::invocable Cleanup>
auto try_finally(Body&& body, Cleanup&& cleanup) -> std::remove_cvref_t<std::invoke_result_t<Body&>> {
  using Result = std::remove_cvref_t<std::invoke_result_t<Body&>>;
  constexpr bool has_result = !std::is_void_v<Result>;
  std::optional<std::conditional_t<has_result, Result, bool>> result;
  std::exception_ptr failure;
  try {
    if constexpr (has_result) {
      result.emplace(body());
    } else {
      body();
    }
  } catch (...) {
    failure = std::current_exception();
  }
  cleanup();
  if (failure) std::rethrow_exception(std::move(failure));
  if constexpr (has_result) return std::move(*result);
}

}  // namespace asyncio
