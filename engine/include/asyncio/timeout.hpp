/// @file
/// Limits of time: `timeout`, `timeout_at`, `wait_for`. Follows CPython's `asyncio.timeouts` and `asyncio.wait_for` (3.12).
///
///     asyncio::timeout(500ms, [&] { text = asyncio::fetch(url).text(); });         // async with asyncio.timeout(0.5): ...
///
///     auto limit = asyncio::timeout(10s);                                          // async with asyncio.timeout(10) as limit:
///     limit.run([&] {
///       for (const auto& part : parts) {
///         load(part);
///         limit.reschedule(*limit.when() + 1);
///       }
///     });
///
/// When the time is up, the task that is in the body is cancelled; the CancelledError becomes TimeoutError where it leaves the body,
/// unless someone else wanted the task cancelled as well.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <source_location>
#include <utility>

#include <asyncio/detail/awaitable.hpp>
#include <asyncio/detail/scope.hpp>

namespace asyncio {

class Timeout;

namespace detail {

/// Now and `delay` later, which may be negative, as a deadline of the loop that runs. Throws RuntimeError where none does.
[[nodiscard]] std::optional<std::chrono::nanoseconds> deadline_after(std::optional<Duration> delay);
[[nodiscard]] std::optional<std::chrono::nanoseconds> deadline_at(std::optional<double> when) noexcept;
void run_timeout(Timeout& timeout, AnyBody body);
/// Cannot happen: a timeout lets no exception of its body vanish.
[[noreturn]] void timeout_without_result();
/// `wait_for` with no time at all: cancels what is not done, and waits until it has ended. Throws TimeoutError if that cancelled it.
void wait_for_no_time(FutureState& future);

}  // namespace detail

/// A limit of time for one body. Made by `timeout` or `timeout_at`; used once, by the task that calls `run`. Follows
/// `asyncio.Timeout`.
class Timeout {
 public:
  /// For `timeout` and `timeout_at`; the deadline is on the loop's clock.
  explicit Timeout(std::optional<std::chrono::nanoseconds> deadline) noexcept : deadline_(deadline) {}
  Timeout(const Timeout&) = delete;
  Timeout& operator=(const Timeout&) = delete;
  ~Timeout() = default;

  /// Calls `body`, which may take this object, and returns what it returns. Throws TimeoutError when the time was up and the body
  /// ended by the CancelledError that this caused; else whatever the body throws. Throws RuntimeError outside a task, and
  /// when it is called a second time.
  template <detail::BodyOf<Timeout> Body>
  auto run(Body&& body) -> detail::BodyResult<Timeout, Body> {
    return detail::run_scope(*this, body, &detail::run_timeout, &detail::timeout_without_result);
  }

  /// When the time is up, in seconds of `EventLoop::time`; none if there is no limit.
  [[nodiscard]] std::optional<double> when() const noexcept;
  /// Moves the end to `when`, or takes the limit away. A moment that has passed ends the body at its next wait. Throws RuntimeError
  /// unless the body runs and its time is not up.
  void reschedule(std::optional<double> when);
  /// Whether the time was up before the body ended.
  [[nodiscard]] bool expired() const noexcept { return state_ == State::expiring || state_ == State::expired; }

 private:
  friend void detail::run_timeout(Timeout& timeout, detail::AnyBody body);

  enum class State : std::uint8_t { created, active, expiring, expired, finished };

  void enter();
  void leave(const std::exception_ptr& failure);
  void start_timer();
  void stop_timer() noexcept;
  void time_is_up();

  std::optional<std::chrono::nanoseconds> deadline_;
  detail::Ref<detail::TaskState> task_;
  detail::Ref<detail::HandleState> timer_;
  /// How often the task had been cancelled when it entered.
  int cancelling_ = 0;
  State state_ = State::created;
  /// Of the timer, in the event log.
  std::uint32_t number_ = 0;
};

/// A limit of `delay` from now on; `std::nullopt` is no limit, to be set by `reschedule`. Throws RuntimeError where no loop runs.
[[nodiscard]] inline Timeout timeout(std::optional<Duration> delay) { return Timeout(detail::deadline_after(delay)); }
/// A limit at `when`, in seconds of `EventLoop::time`.
[[nodiscard]] inline Timeout timeout_at(std::optional<double> when) { return Timeout(detail::deadline_at(when)); }

Timeout timeout(double, ...) ASYNCIO_REFUSED("a length of time has a unit: write 1s or 500ms");

/// `timeout(delay).run(body)`.
template <detail::BodyOf<Timeout> Body>
auto timeout(std::optional<Duration> delay, Body&& body) {
  return timeout(delay).run(body);
}
template <detail::BodyOf<Timeout> Body>
auto timeout_at(std::optional<double> when, Body&& body) {
  return timeout_at(when).run(body);
}

/// Waits for a future or task, or calls a function in the current task, for no longer than `limit`; `std::nullopt` is no limit. Returns the
/// result, or throws what was thrown. When the time is up, what was waited for is cancelled, and TimeoutError is thrown once it has
/// ended; `shield` keeps a task from being cancelled. A limit of 0 or less never starts a function, and gives the result of a future
/// that is done. Cancelling the current task cancels what it waits for. [asyncio.wait_for]
template <detail::Awaitable T>
auto wait_for(T&& awaitable, std::optional<Duration> limit,
              std::source_location where = std::source_location::current()) -> detail::ValueOf<T> {
  detail::mark_line(where);
  using Plain = std::remove_cvref_t<T>;
  if (limit && limit->count() <= 0) {
    Future<detail::ValueOf<T>> future = detail::as_future(std::forward<T>(awaitable), nullptr, where);
    detail::wait_for_no_time(*future.state());
    return await(std::move(future), where);
  }
  return timeout(limit, [&] {
    if constexpr (detail::is_future<Plain>) {
      return await(Future<typename Plain::value_type>(std::forward<T>(awaitable)), where);
    } else if constexpr (std::is_void_v<detail::ValueOf<T>>) {
      awaitable();
    } else {
      return awaitable();
    }
  });
}
template <class T>
detail::Refused wait_for(T&&, double) ASYNCIO_REFUSED("a length of time has a unit: write 1s or 500ms");
detail::Refused wait_for(...) ASYNCIO_REFUSED(
    "wait_for takes a future, or a function that it calls without arguments, and a length of time: "
    "write wait_for([&] { return f(x); }, 1s), not wait_for(f(x), 1s)");

}  // namespace asyncio
