/// @file
/// The event loop and the handles of what it is to do. Follows CPython's `asyncio.events` and `asyncio.base_events`.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <asyncio/detail/ref.hpp>
#include <asyncio/errors.hpp>

namespace asyncio {

template <class T>
class Future;
template <class T>
class Task;

/// Lengths of time; any `std::chrono` duration converts to it, `3s` as well as `1.5s`.
using Duration = std::chrono::duration<double>;

namespace detail {

class Loop;
class FutureState;

/// Something the loop is to run once, on no task's behalf: a callback. Shared by its `Handle`s and the loop's queues.
class HandleState : public RefCounted {
 public:
  explicit HandleState(Loop& loop) noexcept : loop_(&loop) {}

  void cancel() noexcept;
  [[nodiscard]] bool cancelled() const noexcept { return cancelled_; }
  [[nodiscard]] std::chrono::nanoseconds when() const noexcept { return when_; }

  /// Runs the callback; what it throws goes to the loop's exception handler.
  virtual void run() = 0;
  /// The future whose end was waited for is done: `run` follows in the loop's next iteration.
  virtual void future_done() noexcept {}

 private:
  friend class Loop;
  friend class TimerQueue;
  static constexpr std::uint32_t not_queued = UINT32_MAX;

  Loop* loop_;
  /// Deadline on the loop's clock; meaningful for timers only.
  std::chrono::nanoseconds when_{0};
  /// Place in the loop's timer queue, or `not_queued`.
  std::uint32_t timer_index_ = not_queued;
  bool cancelled_ = false;
};

template <class Callback>
class HandleOf final : public HandleState {
 public:
  HandleOf(Loop& loop, Callback callback) : HandleState(loop), callback_(std::move(callback)) {}
  void run() override { callback_(); }

 private:
  Callback callback_;
};

/// What a task makes of a function's return value.
template <class Function>
using ResultOf = std::remove_cvref_t<std::invoke_result_t<Function&>>;

void call_soon(Loop& loop, Ref<HandleState> handle);
void call_at(Loop& loop, std::chrono::nanoseconds when, Ref<HandleState> handle);
[[nodiscard]] std::chrono::nanoseconds loop_time(Loop& loop) noexcept;
/// A length of time as the loop counts it; too long for the clock becomes "for ever", negative becomes 0.
[[nodiscard]] std::chrono::nanoseconds to_nanoseconds(Duration duration) noexcept;

}  // namespace detail

/// A callback that waits for its turn, returned by `call_soon`, `call_later` and `call_at`. Dropping it changes nothing.
/// Follows `asyncio.Handle` and `asyncio.TimerHandle`.
class Handle {
 public:
  explicit Handle(detail::Ref<detail::HandleState> state) noexcept : state_(std::move(state)) {}

  /// The callback will not run, even if its turn has come already; again is harmless.
  void cancel() noexcept { state_->cancel(); }
  [[nodiscard]] bool cancelled() const noexcept { return state_->cancelled(); }
  /// When a timer is due, in seconds of `EventLoop::time`; 0 for `call_soon`.
  [[nodiscard]] double when() const noexcept { return Duration(state_->when()).count(); }

 private:
  friend class EventLoop;
  detail::Ref<detail::HandleState> state_;
};

/// What the loop says of a failure that no one else can be told: see `EventLoop::set_exception_handler`.
struct ExceptionContext {
  std::string message;
  /// May be null.
  std::exception_ptr exception;
};

/// A shared reference to an event loop. All members must be called on the loop's own thread.
class EventLoop {
 public:
  explicit EventLoop(detail::Ref<detail::Loop> loop) noexcept;
  EventLoop(const EventLoop&) noexcept;
  EventLoop& operator=(const EventLoop&) noexcept;
  ~EventLoop();

  /// Runs `callback` in the next iteration, after all that was scheduled before it. Throws RuntimeError on a closed loop.
  template <std::invocable Callback>
  Handle call_soon(Callback callback) {
    auto handle = make_handle(std::move(callback));
    detail::call_soon(*loop_, handle.state_);
    return handle;
  }

  /// Runs `callback` once `delay` has passed. Callbacks with one deadline run in the order in which they were scheduled.
  template <std::invocable Callback>
  Handle call_later(Duration delay, Callback callback) {
    auto handle = make_handle(std::move(callback));
    detail::call_at(*loop_, detail::loop_time(*loop_) + detail::to_nanoseconds(delay), handle.state_);
    return handle;
  }

  /// Runs `callback` at `when`, in seconds of `time()`.
  template <std::invocable Callback>
  Handle call_at(double when, Callback callback) {
    auto handle = make_handle(std::move(callback));
    detail::call_at(*loop_, detail::to_nanoseconds(Duration(when)), handle.state_);
    return handle;
  }

  /// Seconds on the loop's monotonic clock.
  [[nodiscard]] double time() const noexcept { return Duration(detail::loop_time(*loop_)).count(); }

  /// Runs until `stop`. Throws RuntimeError when the loop is closed or a loop runs on this thread already, and
  /// DeadlockError when every task waits and nothing can wake one.
  void run_forever();

  /// Ends `run_forever` after the iteration that is under way. Before `run_forever`, lets it run for one iteration.
  void stop() noexcept;

  [[nodiscard]] bool is_running() const noexcept;
  [[nodiscard]] bool is_closed() const noexcept;

  /// Drops what is still to be done and refuses anything more; tasks that have not ended are unwound with
  /// `GeneratorExit` and reported. Again is harmless. Throws RuntimeError while the loop runs.
  void close();

  /// Runs until `future` is done; its result, or throws what it holds. Throws RuntimeError if the loop is stopped before.
  template <class T>
  T run_until_complete(Future<T> future);
  /// The same for a function, which becomes the main task.
  template <std::invocable Main>
  auto run_until_complete(Main main) -> detail::ResultOf<Main>;

  /// A future that belongs to this loop.
  template <class T = void>
  [[nodiscard]] Future<T> create_future();

  /// Schedules `function` as a task of this loop, whether it runs already or not.
  template <std::invocable Function>
  auto create_task(Function function, std::string_view name = {}) -> Task<detail::ResultOf<Function>>;

  /// Receives every failure that no one else can be told; `nullptr` restores the default, which writes to stderr.
  using ExceptionHandler = void (*)(EventLoop& loop, const ExceptionContext& context);
  void set_exception_handler(ExceptionHandler handler) noexcept;
  void call_exception_handler(const ExceptionContext& context) noexcept;

  friend bool operator==(const EventLoop& a, const EventLoop& b) noexcept = default;
  [[nodiscard]] detail::Loop& state() const noexcept { return *loop_; }

 private:
  template <class Callback>
  Handle make_handle(Callback callback) {
    return Handle(detail::Ref<detail::HandleState>(new detail::HandleOf<Callback>(*loop_, std::move(callback))));
  }

  detail::Ref<detail::Loop> loop_;
};

/// The loop that runs on this thread. Throws RuntimeError where none does.
[[nodiscard]] EventLoop get_running_loop();

/// A loop of its own, which the caller runs and closes.
[[nodiscard]] EventLoop new_event_loop();

}  // namespace asyncio
