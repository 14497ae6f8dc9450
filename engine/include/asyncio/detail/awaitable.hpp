/// @file
/// What the combinators (`gather`, `wait`, `as_completed`, `shield`, `wait_for`) take: functions, futures and tasks, and lists of them.
/// Follows `asyncio.ensure_future`.
#pragma once

#include <concepts>
#include <cstddef>
#include <iterator>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <asyncio/task.hpp>

namespace asyncio {
namespace detail {

template <class T>
inline constexpr bool is_future = false;
template <class T>
inline constexpr bool is_future<Future<T>> = true;
template <class T>
inline constexpr bool is_future<Task<T>> = true;
template <>
inline constexpr bool is_future<AnyTask> = true;

/// A function to run as a task, or a future or task that exists.
template <class T>
concept Awaitable = is_future<std::remove_cvref_t<T>> || std::invocable<std::remove_cvref_t<T>&>;

/// Something that is a future or task already: `Future<T>`, `Task<T>`, `AnyTask`.
template <class T>
concept FutureLike = is_future<std::remove_cvref_t<T>>;

template <class T>
concept AwaitableRange = requires(T& range) {
  { *std::begin(range) } -> Awaitable;
  std::end(range);
};

template <class T>
struct TaskOfAwaitable {
  using type = Task<ResultOf<T>>;
};
template <class T>
  requires is_future<T>
struct TaskOfAwaitable<T> {
  using type = T;
};
/// The future or task that stands for an awaitable: itself, or the task that runs the function.
template <Awaitable T>
using HandleFor = typename TaskOfAwaitable<std::decay_t<T>>::type;

/// The type of an awaitable's result.
template <Awaitable T>
using ValueOf = typename HandleFor<T>::value_type;

/// A task of `loop`, or where that is null of the loop that runs, for a function; a future as it is. Throws ValueError for a future of
/// another loop than the one that is given, and RuntimeError where none is and none runs.
template <Awaitable T>
HandleFor<T> as_future(T&& awaitable, Loop* loop, std::source_location where = std::source_location::current()) {
  using Plain = std::decay_t<T>;
  if constexpr (is_future<Plain>) {
    if (loop != nullptr) check_loop(*awaitable.state(), *loop);
    return std::forward<T>(awaitable);
  } else {
    return HandleFor<T>(make_task(loop != nullptr ? *loop : running_loop(), Plain(std::forward<T>(awaitable)), {},
                                  copy_current_context(), where));
  }
}

/// The public handle of a future whose type was forgotten. It must have been of this type.
template <FutureLike Handle>
Handle handle_of(FutureState& state) noexcept {
  if constexpr (std::constructible_from<Handle, Ref<TaskState>>) {
    return Handle(Ref<TaskState>(static_cast<TaskState*>(&state)));
  } else {
    return Handle(Ref<FutureState>(&state));
  }
}

/// Futures in the order of the arguments. Its members are compiled in the library rather than in each program: what headers
/// instantiate is what a page's compiler spends its time on.
class FutureList {
 public:
  FutureList() noexcept;
  FutureList(FutureList&& other) noexcept;
  FutureList& operator=(FutureList&&) = delete;
  ~FutureList();

  void add(FutureState& future);
  /// Of the first; null where there is none.
  [[nodiscard]] Loop* loop() const noexcept { return all_.empty() ? nullptr : &all_.front()->loop(); }
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] FutureState& operator[](std::size_t index) const noexcept;
  [[nodiscard]] const std::vector<Ref<FutureState>>& all() const noexcept { return all_; }
  /// For each place whether a future that stands before it is the same.
  [[nodiscard]] std::vector<bool> find_duplicates() const;
  /// Appends those that are not done.
  void list_pending(std::vector<FutureState*>& list) const;
  /// Words for a list of deadlocked tasks: "gather() of" and those that are not done.
  [[nodiscard]] std::string describe_pending(std::string_view what) const;

 private:
  std::vector<Ref<FutureState>> all_;
};

/// The list of a range of awaitables of one loop: `loop`, or where that is null the loop of the first. Functions become tasks.
template <class Range>
FutureList list_futures(Range&& range, Loop* loop, std::source_location where) {
  FutureList futures;
  for (auto&& element : range) {
    Loop* const expected = loop != nullptr ? loop : futures.loop();
    futures.add(*as_future(std::forward<decltype(element)>(element), expected, where).state());
  }
  return futures;
}

}  // namespace detail

/// What is to be waited for as a future: for a function a task, which the running loop runs; a future or task is returned as it is. Throws
/// RuntimeError for a function where no loop runs. Follows `asyncio.ensure_future`.
template <detail::Awaitable T>
detail::HandleFor<T> ensure_future(T&& awaitable, std::source_location where = std::source_location::current()) {
  return detail::as_future(std::forward<T>(awaitable), nullptr, where);
}
/// The same with `loop` in place of the running one. Throws ValueError for a future of another loop.
template <detail::Awaitable T>
detail::HandleFor<T> ensure_future(T&& awaitable, const EventLoop& loop,
                                   std::source_location where = std::source_location::current()) {
  return detail::as_future(std::forward<T>(awaitable), &loop.state(), where);
}
detail::Refused ensure_future(...) ASYNCIO_REFUSED(
    "ensure_future takes a future, or a function that it calls later without arguments: "
    "write ensure_future([=] { return f(x); }), not ensure_future(f(x))");

}  // namespace asyncio
