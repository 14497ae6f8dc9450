/// @file
/// `gather`: many at once, results in the order of the arguments. Follows `asyncio.gather`.
#pragma once

#include <concepts>
#include <cstddef>
#include <exception>
#include <expected>
#include <iterator>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <asyncio/detail/awaitable.hpp>

namespace asyncio {

/// What a function that returns nothing contributes to a tuple or vector of results.
using None = std::monostate;

/// First argument of `gather`: exceptions are results, not failures.
struct ReturnExceptions {};
inline constexpr ReturnExceptions return_exceptions{};

namespace detail {

template <class T>
using NoneIfVoid = std::conditional_t<std::is_void_v<T>, None, T>;

template <class T, bool returns_exceptions>
using GatheredOf = std::conditional_t<returns_exceptions, std::expected<T, std::exception_ptr>, NoneIfVoid<T>>;

/// Copies a result out of a child that is done; what cannot be copied is moved.
template <class T, bool returns_exceptions>
GatheredOf<T, returns_exceptions> take_result(FutureState& child) {
  if constexpr (returns_exceptions) {
    if (child.peek_exception()) {
      child.mark_retrieved();
      return std::unexpected(child.peek_exception());
    }
  }
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    auto& value = **static_cast<std::optional<T>*>(child.slot());
    if constexpr (can_copy<T>) {
      return value;
    } else {
      return std::move(value);
    }
  }
}

/// Completes when all children are done, or with the first exception among them. Holds its children while it lives, and lives until
/// the tasks among them are done: their failures are its business even when nobody else holds it any more.
class GatherState : public FutureState {
 public:
  GatherState(FutureList children, bool returns_exceptions);
  ~GatherState() override;

  /// Watches the children: call once, on the finished object.
  void start();
  /// Cancels the children; the gathering itself ends when they do. False when nothing was left to cancel.
  bool cancel(std::string_view message) override;
  [[nodiscard]] std::string describe() const override;
  [[nodiscard]] FutureKind kind() const noexcept override { return FutureKind::gather; }
  void list_awaited(std::vector<FutureState*>& list) const override;

 protected:
  /// Moves the results of the children into the slot; every one is done.
  virtual void collect() = 0;
  [[nodiscard]] const FutureList& children() const noexcept { return children_; }

 private:
  class Watch;

  void child_done(FutureState& child);
  void finish_with_results();

  FutureList children_;
  /// One for each different child that is a plain future, which may live longer than the gathering.
  std::vector<Ref<Watch>> loose_;
  std::size_t different_children_ = 0;
  std::size_t children_done_ = 0;
  bool returns_exceptions_;
  bool cancel_requested_ = false;
};

template <bool returns_exceptions, class... Ts>
class GatherTuple final : public WithSlot<std::tuple<GatheredOf<Ts, returns_exceptions>...>, GatherState> {
 public:
  using Results = std::tuple<GatheredOf<Ts, returns_exceptions>...>;
  explicit GatherTuple(FutureList children) : WithSlot<Results, GatherState>(std::move(children), returns_exceptions) {}

 private:
  void collect() override {
    [this]<std::size_t... I>(std::index_sequence<I...>) {
      static_cast<std::optional<Results>*>(this->slot())
          ->emplace(take_result<Ts, returns_exceptions>(this->children()[I])...);
    }(std::index_sequence_for<Ts...>{});
  }
};

template <bool returns_exceptions, class T>
class GatherVector final : public WithSlot<std::vector<GatheredOf<T, returns_exceptions>>, GatherState> {
 public:
  using Results = std::vector<GatheredOf<T, returns_exceptions>>;
  explicit GatherVector(FutureList children)
      : WithSlot<Results, GatherState>(std::move(children), returns_exceptions) {}

 private:
  void collect() override {
    auto& results = static_cast<std::optional<Results>*>(this->slot())->emplace();
    const FutureList& children = this->children();
    results.reserve(children.size());
    for (std::size_t i = 0; i != children.size(); ++i) {
      results.push_back(take_result<T, returns_exceptions>(children[i]));
    }
  }
};

template <class State>
Future<typename State::Results> start_gathering(FutureList children) {
  const Ref<State> state(new State(std::move(children)));
  state->start();
  return Future<typename State::Results>(Ref<FutureState>(state.get()));
}

/// In the place of an argument that is not given.
struct Absent {};

/// Whether `gather` takes them, in its slots and in a pack. Variables, as clang, where it refuses a call, spends a dozen lines on each concept and
/// one on each of these.
template <class First, class... Others>
inline constexpr bool fill_slots = Awaitable<First> && (... && (Awaitable<Others> || std::same_as<Others, Absent>));
template <class... Ts>
inline constexpr bool exceed_slots = sizeof...(Ts) > 6 && (... && Awaitable<Ts>);

template <class... Ts>
struct Types {};
template <class... Ts, class... Us>
constexpr Types<Ts..., Us...> operator+(Types<Ts...>, Types<Us...>) {
  return {};
}
template <class T>
using TypeIfGiven = std::conditional_t<std::same_as<T, Absent>, Types<>, Types<T>>;

template <bool returns_exceptions, class... Ts>
auto gather_children(FutureList children, Types<Ts...>) {
  return start_gathering<GatherTuple<returns_exceptions, ValueOf<Ts>...>>(std::move(children));
}

inline void add_if_given(FutureList&, Absent, std::source_location) {}
template <Awaitable T>
void add_if_given(FutureList& children, T&& awaitable, std::source_location where) {
  children.add(*as_future(std::forward<T>(awaitable), children.loop(), where).state());
}

template <bool returns_exceptions, class... Ts>
auto gather_all(std::source_location where, Ts&&... awaitables) {
  FutureList children;
  (add_if_given(children, std::forward<Ts>(awaitables), where), ...);
  return gather_children<returns_exceptions>(std::move(children), (Types<>() + ... + TypeIfGiven<Ts>()));
}

template <bool returns_exceptions, class Range>
auto gather_range(Range&& range, std::source_location where) {
  using T = ValueOf<decltype(*std::begin(range))>;
  return start_gathering<GatherVector<returns_exceptions, T>>(list_futures(range, nullptr, where));
}

}  // namespace detail

/// Runs all arguments at once: functions become tasks, in order; futures and tasks are taken as they are, the same one more than
/// once if need be. The future's result is a tuple of their results in the order of the arguments, `None` for `void`.
///
/// The first exception among them becomes the gathering's; the others go on. With `return_exceptions` first, exceptions are
/// results (`std::expected`). Cancelling the gathering cancels all of them. It belongs to the loop of the first of them, and functions
/// become tasks of that: where the first is a function that is the running loop. Throws RuntimeError where that is needed and none runs, and
/// ValueError for a future of another loop.
///
/// A pack would leave no place for the line of the caller, which the tasks have as the one where they were created: so the first six arguments
/// are none. The tasks of more than six have no line; those of a range do.
template <class A, class B = detail::Absent, class C = detail::Absent, class D = detail::Absent,
          class E = detail::Absent, class F = detail::Absent>
  requires detail::fill_slots<A, B, C, D, E, F>
[[nodiscard]] auto gather(A&& first, B&& second = {}, C&& third = {}, D&& fourth = {}, E&& fifth = {}, F&& sixth = {},
                          std::source_location where = std::source_location::current()) {
  return detail::gather_all<false>(where, std::forward<A>(first), std::forward<B>(second), std::forward<C>(third),
                                   std::forward<D>(fourth), std::forward<E>(fifth), std::forward<F>(sixth));
}
template <class A, class B = detail::Absent, class C = detail::Absent, class D = detail::Absent,
          class E = detail::Absent, class F = detail::Absent>
  requires detail::fill_slots<A, B, C, D, E, F>
[[nodiscard]] auto gather(ReturnExceptions, A&& first, B&& second = {}, C&& third = {}, D&& fourth = {}, E&& fifth = {},
                          F&& sixth = {}, std::source_location where = std::source_location::current()) {
  return detail::gather_all<true>(where, std::forward<A>(first), std::forward<B>(second), std::forward<C>(third),
                                  std::forward<D>(fourth), std::forward<E>(fifth), std::forward<F>(sixth));
}
template <class... Ts>
  requires detail::exceed_slots<Ts...>
[[nodiscard]] auto gather(Ts&&... awaitables) {
  return detail::gather_all<false>({}, std::forward<Ts>(awaitables)...);
}
template <class... Ts>
  requires detail::exceed_slots<Ts...>
[[nodiscard]] auto gather(ReturnExceptions, Ts&&... awaitables) {
  return detail::gather_all<true>({}, std::forward<Ts>(awaitables)...);
}

/// The same for a range of functions, futures or tasks of one type: the result is a vector.
template <detail::AwaitableRange Range>
[[nodiscard]] auto gather(Range&& awaitables, std::source_location where = std::source_location::current()) {
  return detail::gather_range<false>(awaitables, where);
}
template <detail::AwaitableRange Range>
[[nodiscard]] auto gather(ReturnExceptions, Range&& awaitables,
                          std::source_location where = std::source_location::current()) {
  return detail::gather_range<true>(awaitables, where);
}
template <detail::AwaitableRange Range>
detail::Refused gather(Range&& awaitables, ReturnExceptions)
    ASYNCIO_REFUSED("return_exceptions comes first: write gather(asyncio::return_exceptions, tasks)");
/// Of nothing: a tuple without elements. It is no template, so that the refusal below is not the better match.
[[nodiscard]] Future<std::tuple<>> gather();
template <class = void>
detail::Refused gather(...) ASYNCIO_REFUSED(
    "gather takes futures, and functions that it calls without arguments, or a list of them: "
    "write gather(f, [=] { return g(x); }), not gather(f(), g(x))");

}  // namespace asyncio
