/// @file
/// `Future`: a place where a result will be. It starts nothing. Follows CPython's `asyncio.futures`.
#pragma once

#include <concepts>
#include <exception>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <asyncio/detail/future_state.hpp>
#include <asyncio/detail/mark_line.hpp>
#include <asyncio/detail/refused.hpp>
#include <asyncio/errors.hpp>
#include <asyncio/loop.hpp>

namespace asyncio {
namespace detail {

/// A callback that is given the future. It holds the future only once that is done and the callback waits for its turn: held
/// before, a future that is never done would keep its callback, which would keep the future.
template <class FutureType, class Callback>
class DoneCallback final : public HandleState {
 public:
  DoneCallback(FutureState& future, Callback callback, Ref<ContextState> context)
      : HandleState(future.loop(), std::move(context)), future_(&future), callback_(std::move(callback)) {}
  void future_done() noexcept override { keep_ = Ref<FutureState>(future_); }
  void run() override { callback_(FutureType(std::exchange(keep_, {}))); }

 private:
  FutureState* future_;
  Ref<FutureState> keep_;
  Callback callback_;
};

/// Whether a copy of a `T` compiles. Containers say that they can be copied whatever they hold.
template <class T>
inline constexpr bool can_copy = std::copy_constructible<T>;
template <class T>
  requires requires { typename T::value_type; }
inline constexpr bool can_copy<T> = std::copy_constructible<T> && can_copy<typename T::value_type>;
template <class... Ts>
inline constexpr bool can_copy<std::tuple<Ts...>> = (can_copy<Ts> && ...);
template <class A, class B>
inline constexpr bool can_copy<std::pair<A, B>> = can_copy<A> && can_copy<B>;

/// Suspends the current task until `future` is done, unless it is. Throws RuntimeError outside every task, and
/// CancelledError when the task is cancelled meanwhile. Does not look at the result.
void wait_until_done(FutureState& future);
/// The same, and throws what the future holds if that is an exception. Keeps the future meanwhile.
void wait_for_result(FutureState& future);
/// `future.cancel(message)`, which observers are told with the caller's line.
bool cancel_from(std::source_location where, FutureState& future, std::string_view message);
/// Throws ValueError where `future` belongs to another loop than `loop`.
void check_loop(const FutureState& future, const Loop& loop);
[[nodiscard]] Loop& running_loop();
[[nodiscard]] EventLoop event_loop_of(FutureState& future) noexcept;

}  // namespace detail

/// A shared reference to a result that is there or will be. Copies refer to the same future. `T` may be `void`, and need not be
/// copyable.
template <class T = void>
class Future {
 public:
  using value_type = T;
  using Reference = std::conditional_t<std::is_void_v<T>, void, std::add_lvalue_reference_t<const T>>;

  /// A pending future of the loop that runs. Throws RuntimeError where none does.
  Future() : Future(detail::running_loop()) {}
  explicit Future(detail::Loop& loop) : state_(new detail::StateOf<T, detail::FutureState>(loop)) {}
  explicit Future(detail::Ref<detail::FutureState> state) noexcept : state_(std::move(state)) {}

  [[nodiscard]] bool done() const noexcept { return state_->done(); }
  [[nodiscard]] bool cancelled() const noexcept { return state_->cancelled(); }

  /// The result. Never waits: throws InvalidStateError when it is not there yet, CancelledError when the future was
  /// cancelled, and what the future holds when that is an exception.
  Reference result() const {
    state_->check_result();
    if constexpr (!std::is_void_v<T>) return **slot();
  }

  /// The exception, null when there is none. Throws as `result` when pending or cancelled.
  [[nodiscard]] std::exception_ptr exception() const { return state_->exception(); }

  /// Completes the future. Throws InvalidStateError when it is done, RuntimeError when it is a task.
  template <class... Args>
    requires(std::is_void_v<T> && sizeof...(Args) == 0) || std::constructible_from<T, Args...>
  void set_result(Args&&... args) const {
    state_->check_settable("set_result");
    if constexpr (!std::is_void_v<T>) slot()->emplace(std::forward<Args>(args)...);
    state_->finish();
  }
  /// The same for a value in braces: `set_result({1, 2, 3})`.
  template <class Value = T>
    requires(!std::is_void_v<T>) && std::constructible_from<T, Value>
  void set_result(Value&& value) const {
    state_->check_settable("set_result");
    slot()->emplace(std::forward<Value>(value));
    state_->finish();
  }

  /// Completes the future with an exception. Throws as `set_result` does.
  void set_exception(std::exception_ptr exception) const {
    state_->check_settable("set_exception");
    state_->finish_with(std::move(exception));
  }
  template <class E>
    requires(!std::same_as<E, std::exception_ptr>)
  void set_exception(E exception) const {
    set_exception(std::make_exception_ptr(std::move(exception)));
  }

  /// Cancels: each task that waits gets CancelledError with `message`. False when already done; an exception in it is then not reported as
  /// never retrieved.
  bool cancel(std::string_view message = {}, std::source_location where = std::source_location::current()) const {
    return detail::cancel_from(where, *state_, message);
  }

  /// Calls `callback(future)` from the loop once the future is done, in the order of adding; in a copy of the current context, or
  /// in the one that is given. The handle can cancel it.
  template <std::invocable<Future> Callback>
  Handle add_done_callback(Callback callback) const {
    return add_callback<Future>(std::move(callback), detail::copy_current_context());
  }
  template <std::invocable<Future> Callback>
  Handle add_done_callback(Callback callback, const Context& context) const {
    return add_callback<Future>(std::move(callback), context.state());
  }

  [[nodiscard]] EventLoop get_loop() const { return detail::event_loop_of(*state_); }
  [[nodiscard]] const detail::Ref<detail::FutureState>& state() const noexcept { return state_; }

  friend bool operator==(const Future& a, const Future& b) noexcept = default;

 protected:
  [[nodiscard]] std::optional<T>* slot() const noexcept
    requires(!std::is_void_v<T>)
  {
    return static_cast<std::optional<T>*>(state_->slot());
  }

  /// `Given` is what the callback is given: this type, or a task's.
  template <class Given, class Callback>
  Handle add_callback(Callback callback, detail::Ref<detail::ContextState> context) const {
    detail::Ref<detail::HandleState> handle(
        new detail::DoneCallback<Given, Callback>(*state_, std::move(callback), std::move(context)));
    state_->add_callback(detail::Ready(*handle));
    return Handle(std::move(handle));
  }

 private:
  template <class U>
  friend typename Future<U>::Reference await(const Future<U>& future, std::source_location where);
  template <class U>
  friend U await(Future<U>&& future, std::source_location where);

  detail::Ref<detail::FutureState> state_;
};

/// Waits until `future` is done; refers to its result, or throws what it holds. Other tasks run meanwhile. Cancelling the
/// task that waits cancels `future` too. Follows Python's `await` on a future or task.
template <class T>
typename Future<T>::Reference await(const Future<T>& future,
                                    std::source_location where = std::source_location::current()) {
  detail::mark_line(where);
  detail::wait_for_result(*future.state());
  if constexpr (!std::is_void_v<T>) return **future.slot();
}

/// The same for a future that is given away: the value itself, moved out where no one else can see it.
template <class T>
T await(Future<T>&& future, std::source_location where = std::source_location::current()) {
  detail::mark_line(where);
  const Future<T> mine = std::move(future);
  detail::wait_for_result(*mine.state());
  if constexpr (!std::is_void_v<T>) {
    if constexpr (!detail::can_copy<T>) {
      return std::move(**mine.slot());
    } else {
      return mine.state()->owns_result_alone() ? std::move(**mine.slot()) : **mine.slot();
    }
  }
}

template <class T>
  requires(!requires(T& future) { detail::wait_for_result(*future.state()); })
detail::Refused await(T&&)
    ASYNCIO_REFUSED("await takes a task or a future, and a call waits by itself: write f(x), not await(f(x))");
/// For nothing, and for what a function without a result returns.
detail::Refused await(...)
    ASYNCIO_REFUSED("await takes a task or a future, and a call waits by itself: write f(x), not await(f(x))");
/// For a call that was refused itself: enough is said.
detail::Refused await(detail::Refused);

template <class T>
Future<T> EventLoop::create_future() {
  return Future<T>(*loop_);
}

}  // namespace asyncio
