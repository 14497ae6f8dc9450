/// @file
/// `Future`: a place where a result will be. It starts nothing. Follows CPython's `asyncio.futures`.
#pragma once

#include <concepts>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <asyncio/detail/future_kind.hpp>
#include <asyncio/detail/mark_line.hpp>
#include <asyncio/detail/refused.hpp>
#include <asyncio/errors.hpp>
#include <asyncio/loop.hpp>

namespace asyncio {
namespace detail {

class TaskState;

/// A thing in the loop's ready queue, and so also a thing that a future starts when it is done: the next step of a task, or a
/// handle. A pointer whose lowest bit tells which: the handle is owned; the task is not, as its loop holds it until it is done.
class Ready {
 public:
  Ready() = default;
  // Those that know what a task is are in task.hpp.
  inline explicit Ready(TaskState& task) noexcept;
  explicit Ready(HandleState& handle) noexcept : Ready(handle, adopt) { handle.retain(); }
  /// Takes over a count, or, for a comparison, does without.
  struct Adopt {};
  static constexpr Adopt adopt{};
  Ready(HandleState& handle, Adopt) noexcept : bits_(reinterpret_cast<std::uintptr_t>(&handle)) {}

  [[nodiscard]] bool is_task() const noexcept { return (bits_ & 1U) != 0; }
  [[nodiscard]] inline TaskState& task() const noexcept;
  [[nodiscard]] HandleState& handle() const noexcept { return *reinterpret_cast<HandleState*>(bits_); }
  /// Gives a handle's count back.
  void release() noexcept {
    if (!is_task()) handle().release();
  }

  friend bool operator==(Ready, Ready) noexcept = default;

 private:
  std::uintptr_t bits_ = 0;
};

/// The part of a future that does not depend on the type of its result.
class FutureState : public RefCounted {
 public:
  enum class Status : std::uint8_t { pending, finished, cancelled };

  explicit FutureState(Loop& loop);
  ~FutureState() override;

  [[nodiscard]] bool done() const noexcept { return status_ != Status::pending; }
  [[nodiscard]] bool cancelled() const noexcept { return status_ == Status::cancelled; }
  [[nodiscard]] Loop& loop() const noexcept { return *loop_; }

  /// False when already done; even then an exception in it counts as looked at. A task, a gathering and the like say for themselves what
  /// cancelling is.
  virtual bool cancel(std::string_view message);
  /// Throws InvalidStateError when pending, what it holds when that is an exception, and CancelledError.
  void check_result();
  /// As `Future.exception()`: null where there is none.
  std::exception_ptr exception();
  /// The exception without the InvalidStateError and without counting as "retrieved".
  [[nodiscard]] const std::exception_ptr& peek_exception() const noexcept { return exception_; }
  void mark_retrieved() noexcept { report_exception_ = false; }

  /// The result is in place: wakes all that wait.
  void finish();
  void finish_with(std::exception_ptr exception);
  void finish_cancelled(std::exception_ptr cancelled_error);
  /// Throws InvalidStateError unless pending, RuntimeError where only the future itself may bring its end. `operation` is the function that
  /// was called.
  virtual void check_settable(const char* operation) const;

  /// `callback` is scheduled when the future is done, at once if it is.
  void add_callback(Ready callback);
  /// How many were removed.
  std::size_t remove_callback(Ready callback) noexcept;
  [[nodiscard]] bool has_callbacks() const noexcept { return first_callback_ != Ready() || more_callbacks_ != nullptr; }

  /// What a task that waits for this waits for, in words: "Task-2", "sleep()".
  [[nodiscard]] virtual std::string describe() const { return "a Future"; }

  // For those who watch a program.

  [[nodiscard]] virtual FutureKind kind() const noexcept { return FutureKind::future; }
  /// What `kind` leaves open: a sleep's length in ns; else 0.
  [[nodiscard]] virtual std::int64_t kind_value() const noexcept { return 0; }
  /// Appends those of which this one waits for some or all: a gathering's children, what a shield shields.
  virtual void list_awaited(std::vector<FutureState*>& list) const { static_cast<void>(list); }
  /// Its number in the event log: a task's from the start, another's from when the log first meets it; 0 before. Counted for each loop from 1.
  [[nodiscard]] std::uint32_t id() const noexcept { return id_; }
  void set_id(std::uint32_t id) noexcept { id_ = id; }

  /// This, where it is a task.
  [[nodiscard]] virtual const TaskState* as_task() const noexcept { return nullptr; }
  [[nodiscard]] TaskState* as_task() noexcept {
    return const_cast<TaskState*>(static_cast<const FutureState&>(*this).as_task());
  }

  /// Where the result is or will be: a `std::optional<T>`.
  [[nodiscard]] void* slot() const noexcept { return slot_; }
  /// Whether the holder of the only reference to this may move the result out.
  [[nodiscard]] bool owns_result_alone() const noexcept { return unique() && !shares_slot_; }

 protected:
  void dispose() noexcept override;
  void set_slot(void* slot) noexcept { slot_ = slot; }
  /// The result is in the slot of another future, which the derived class keeps.
  void share_slot(void* slot) noexcept {
    slot_ = slot;
    shares_slot_ = true;
  }

 private:
  void report_unseen_exception() noexcept;
  void end(Status status);
  void schedule(Ready callback);
  // The rarer half of adding, scheduling and dropping callbacks: those after the first.
  void add_more(Ready callback);
  void schedule_more();
  void release_more() noexcept;

  Status status_ = Status::pending;
  /// An exception is here that nobody has looked at.
  bool report_exception_ = false;
  bool shares_slot_ = false;
  Ref<Loop> loop_;
  void* slot_ = nullptr;
  std::exception_ptr exception_;
  /// Most futures are awaited by one task: the first callback needs no allocation.
  Ready first_callback_;
  std::unique_ptr<std::vector<Ready>> more_callbacks_;
  /// Last, beside what each step of a task touches.
  std::uint32_t id_ = 0;
};

/// The result's place; `void` has none.
template <class T, class Base>
class WithSlot : public Base {
 public:
  template <class... Args>
  explicit WithSlot(Args&&... args) : Base(std::forward<Args>(args)...) {
    this->set_slot(&value_);
  }

 private:
  std::optional<T> value_;
};

template <class T, class Base>
struct WithSlotIfAny {
  using type = WithSlot<T, Base>;
};
template <class Base>
struct WithSlotIfAny<void, Base> {
  using type = Base;
};
template <class T, class Base>
using StateOf = typename WithSlotIfAny<T, Base>::type;

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
