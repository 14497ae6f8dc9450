/// @file
/// `shield`: lets the waiting be cancelled and not what is waited for. Follows `asyncio.shield` (3.12).
#pragma once

#include <utility>

#include <asyncio/detail/awaitable.hpp>

namespace asyncio {
namespace detail {

/// A future that ends as `inner` does and shares its result; `inner` itself if that is done.
Ref<FutureState> shield_future(FutureState& inner);

}  // namespace detail

/// A future for the result of a function, which becomes a task, or of a future or task. Cancelling it, as happens when the task that waits
/// for it is cancelled, leaves what is inside alone; cancelling what is inside cancels it. Once it has been cancelled, a
/// failure inside is the inside's own: where nobody looks at it, the loop's exception handler hears of it.
/// Throws RuntimeError where no loop runs.
template <detail::Awaitable T>
[[nodiscard]] auto shield(T&& awaitable, std::source_location where = std::source_location::current())
    -> Future<detail::ValueOf<T>> {
  const auto inner = detail::as_future(std::forward<T>(awaitable), nullptr, where);
  return Future<detail::ValueOf<T>>(detail::shield_future(*inner.state()));
}
detail::Refused shield(...) ASYNCIO_REFUSED(
    "shield takes a future, or a function that it calls without arguments: "
    "write shield([=] { return f(x); }), not shield(f(x))");

}  // namespace asyncio
