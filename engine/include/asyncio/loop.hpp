/// @file
/// The event loop and the handles of what it is to do. Follows CPython's `asyncio.events` and `asyncio.base_events`.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <asyncio/context.hpp>
#include <asyncio/detail/ref.hpp>
#include <asyncio/detail/refused.hpp>
#include <asyncio/errors.hpp>

namespace asyncio {

class EventLoop;
template <class T>
class Future;
template <class T>
class Task;
class ThreadPoolExecutor;

/// Lengths of time; any `std::chrono` duration converts to it, `3s` as well as `1.5s`.
using Duration = std::chrono::duration<double>;

namespace detail {

class Loop;
class FutureState;
class ExecutorRef;

/// Something the loop is to run once, on no task's behalf: a callback. Shared by its `Handle`s and the loop's queues.
class HandleState : public RefCounted {
 public:
  /// `context` is the one in which `run` is called; null is one without values.
  explicit HandleState(Loop& loop, Ref<ContextState> context = {}) noexcept
      : loop_(&loop), context_(std::move(context)) {}

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
  Ref<ContextState> context_;
  /// Deadline on the loop's clock; meaningful for timers only.
  std::chrono::nanoseconds when_{0};
  /// Place in the loop's timer queue, or `not_queued`.
  std::uint32_t timer_index_ = not_queued;
  bool cancelled_ = false;
};

template <class Callback>
class HandleOf final : public HandleState {
 public:
  HandleOf(Loop& loop, Callback callback, Ref<ContextState> context = {})
      : HandleState(loop, std::move(context)), callback_(std::move(callback)) {}
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
/// A moment on the loop's clock, which may lie before the clock's origin: a page's begins with the page.
[[nodiscard]] inline std::chrono::nanoseconds to_deadline(double when) noexcept {
  return when < 0 ? -to_nanoseconds(Duration(-when)) : to_nanoseconds(Duration(when));
}
/// The moment `delay` from now, or the last of the clock where that comes before. A negative delay lies in the past: what is due is called in the
/// order of deadlines.
[[nodiscard]] std::chrono::nanoseconds deadline_after(Loop& loop, std::chrono::nanoseconds delay) noexcept;
[[nodiscard]] std::chrono::nanoseconds deadline_after(Loop& loop, Duration delay) noexcept;

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

/// What the loop says of a failure that no one else can be told: see `EventLoop::set_exception_handler`. Follows the dictionary
/// that CPython's handlers get.
struct ExceptionContext {
  std::string message;
  /// May be null.
  std::exception_ptr exception{};
  /// Name of the task or other future that failed; empty where it was none.
  std::string future{};
};

namespace detail {

/// A loop's exception handler.
class ExceptionHandler : public RefCounted {
 public:
  virtual void handle(EventLoop& loop, const ExceptionContext& context) = 0;
};

template <class Function>
class ExceptionHandlerOf final : public ExceptionHandler {
 public:
  explicit ExceptionHandlerOf(Function function) : function_(std::move(function)) {}
  void handle(EventLoop& loop, const ExceptionContext& context) override { function_(loop, context); }

 private:
  Function function_;
};

}  // namespace detail

/// A shared reference to an event loop. All members must be called on the loop's own thread.
class EventLoop {
 public:
  explicit EventLoop(detail::Ref<detail::Loop> loop) noexcept;
  EventLoop(const EventLoop&) noexcept;
  EventLoop& operator=(const EventLoop&) noexcept;
  ~EventLoop();

  /// Runs `callback` in the next iteration, after all that was scheduled before it. Throws RuntimeError on a closed loop. The
  /// callback runs in a copy of the current context, or in the one that is given.
  template <std::invocable Callback>
  Handle call_soon(Callback callback) {
    return schedule_soon(std::move(callback), detail::copy_current_context());
  }
  template <std::invocable Callback>
  Handle call_soon(Callback callback, const Context& context) {
    return schedule_soon(std::move(callback), context.state());
  }
  Handle call_soon(...)
      ASYNCIO_REFUSED("call_soon takes a callback without arguments: write call_soon([=] { callback(x); })");

  /// Runs `callback` once `delay` has passed. Callbacks with one deadline run in the order in which they were scheduled.
  template <std::invocable Callback>
  Handle call_later(Duration delay, Callback callback) {
    return schedule_at(detail::deadline_after(*loop_, delay), std::move(callback), detail::copy_current_context());
  }
  template <std::invocable Callback>
  Handle call_later(Duration delay, Callback callback, const Context& context) {
    return schedule_at(detail::deadline_after(*loop_, delay), std::move(callback), context.state());
  }
  Handle call_later(...)
      ASYNCIO_REFUSED("call_later takes a callback without arguments: write call_later(1s, [=] { callback(x); })");
  Handle call_later(double, ...) ASYNCIO_REFUSED("a length of time has a unit: write 1s or 500ms");

  /// Runs `callback` at `when`, in seconds of `time()`.
  template <std::invocable Callback>
  Handle call_at(double when, Callback callback) {
    return schedule_at(detail::to_deadline(when), std::move(callback), detail::copy_current_context());
  }
  template <std::invocable Callback>
  Handle call_at(double when, Callback callback, const Context& context) {
    return schedule_at(detail::to_deadline(when), std::move(callback), context.state());
  }
  Handle call_at(...) ASYNCIO_REFUSED(
      "call_at takes a time and a callback without arguments: write call_at(when, [=] { callback(x); })");

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

  /// Closes the asynchronous generators that are open, all at once, and waits for their ends: call it in a task. What one throws goes to the
  /// exception handler. `asyncio::run` does it by itself.
  void shutdown_asyncgens();

  /// Runs until `future` is done; its result, or throws what it holds. Throws RuntimeError if the loop is stopped before, and ValueError
  /// for a future of another loop.
  template <class T>
  T run_until_complete(Future<T> future);
  /// The same for a function, which becomes the main task.
  template <std::invocable Main>
  auto run_until_complete(Main main) -> detail::ResultOf<Main>;
  detail::Refused run_until_complete(...) ASYNCIO_REFUSED(
      "run_until_complete takes a future, or a function that it calls without arguments: "
      "write run_until_complete([&] { return f(x); }), not run_until_complete(f(x))");

  /// A future that belongs to this loop.
  template <class T = void>
  [[nodiscard]] Future<T> create_future();

  /// Schedules `function` as a task of this loop, whether it runs already or not.
  template <std::invocable Function>
  auto create_task(Function function [[clang::lifetimebound]], std::string_view name = {},
                   std::source_location where = std::source_location::current()) -> Task<detail::ResultOf<Function>>;
  /// The same in a context that is given instead of a copy of the current one.
  template <std::invocable Function>
  auto create_task(Function function [[clang::lifetimebound]], std::string_view name, const Context& context,
                   std::source_location where = std::source_location::current()) -> Task<detail::ResultOf<Function>>;
  detail::Refused create_task(...) ASYNCIO_REFUSED(
      "create_task takes a function that it calls later without arguments: write create_task([=] { return f(x); }), "
      "not create_task(f(x))");

  // Work beside the loop: see executor.hpp.
  template <class Function, class... Args>
  auto run_in_executor(detail::ExecutorRef executor, Function function [[clang::lifetimebound]], Args&&... arguments);
  /// The executor for `nullptr` from now on, in place of one that is made when first needed.
  void set_default_executor(ThreadPoolExecutor executor);
  /// Refuses further calls in the loop's own executor and waits until all of them are over, but not longer than `timeout`. `run` does it
  /// at its end. Throws RuntimeError outside every task.
  void shutdown_default_executor(std::optional<Duration> timeout = std::nullopt);

  /// `handler(loop, context)` receives every failure that no one else can be told. Without one, and with `nullptr`, it is
  /// `default_exception_handler`.
  template <std::invocable<EventLoop&, const ExceptionContext&> Handler>
  void set_exception_handler(Handler handler) {
    install_exception_handler(
        detail::Ref<detail::ExceptionHandler>(new detail::ExceptionHandlerOf<Handler>(std::move(handler))));
  }
  void set_exception_handler(std::nullptr_t) noexcept {
    install_exception_handler(detail::Ref<detail::ExceptionHandler>());
  }
  void call_exception_handler(const ExceptionContext& context) noexcept;
  /// Writes a line to stderr.
  void default_exception_handler(const ExceptionContext& context) noexcept;

  /// In debug mode the loop says on stderr which task or callback kept everything else waiting for longer than
  /// `slow_callback_duration`, and refuses calls from a thread that is not its own.
  void set_debug(bool enabled);
  [[nodiscard]] bool get_debug() const noexcept;
  /// 0.1 s at first.
  void set_slow_callback_duration(Duration duration) noexcept;
  void set_slow_callback_duration(double) ASYNCIO_REFUSED("a length of time has a unit: write 1s or 500ms");
  [[nodiscard]] Duration slow_callback_duration() const noexcept;

  friend bool operator==(const EventLoop& a, const EventLoop& b) noexcept = default;
  [[nodiscard]] detail::Loop& state() const noexcept { return *loop_; }

 private:
  template <class Callback>
  Handle schedule_soon(Callback callback, detail::Ref<detail::ContextState> context) {
    Handle handle = make_handle(std::move(callback), std::move(context));
    detail::call_soon(*loop_, handle.state_);
    return handle;
  }
  template <class Callback>
  Handle schedule_at(std::chrono::nanoseconds when, Callback callback, detail::Ref<detail::ContextState> context) {
    Handle handle = make_handle(std::move(callback), std::move(context));
    detail::call_at(*loop_, when, handle.state_);
    return handle;
  }
  template <class Callback>
  Handle make_handle(Callback callback, detail::Ref<detail::ContextState> context) {
    return Handle(detail::Ref<detail::HandleState>(
        new detail::HandleOf<Callback>(*loop_, std::move(callback), std::move(context))));
  }
  void install_exception_handler(detail::Ref<detail::ExceptionHandler> handler) noexcept;

  detail::Ref<detail::Loop> loop_;
};

/// The loop that runs on this thread. Throws RuntimeError where none does.
[[nodiscard]] EventLoop get_running_loop();

/// A loop of its own, which the caller runs and closes.
[[nodiscard]] EventLoop new_event_loop();

}  // namespace asyncio
