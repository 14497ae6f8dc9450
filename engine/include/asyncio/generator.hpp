/// @file
/// `Generator`: a function that gives one value after another, and between them does nothing. Follows Python's generators and their
/// whole protocol: `next`, `send`, `throw`, `close`, `yield from`, `StopIteration`.
///
///     asyncio::Generator<int> custom_range(int n) {
///       return {[n](auto& yield) {
///         for (int i = 0; i != n; ++i) yield(i);
///       }};
///     }
///
///     for (int i : custom_range(3)) asyncio::print("{}\n", i);
///
/// The body runs on a stack of its own, so that it may yield in functions that it calls, and wait: that suspends the task which
/// asked for the value. It needs no loop and no task as long as it does not wait.
#pragma once

#include <concepts>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <type_traits>
#include <typeinfo>
#include <utility>

#include <asyncio/detail/refused.hpp>
#include <asyncio/detail/yield.hpp>
#include <asyncio/errors.hpp>

namespace asyncio {

/// Thrown where a value was asked of a generator that has none left; holds what the generator returned, the first time. Follows
/// Python's `StopIteration`.
class StopIteration : public std::exception {
 public:
  /// Without a value: Python's `None`.
  StopIteration() = default;
  template <class T>
    requires(!std::same_as<T, StopIteration>)
  explicit StopIteration(T value) : StopIteration(std::in_place, std::move(value)) {}
  /// The same for a value of any type, also for another StopIteration, of which the constructor above would be a copy.
  template <class T>
  StopIteration(std::in_place_t, T value) : value_(std::make_shared<T>(std::move(value))), type_(&typeid(T)) {}

  [[nodiscard]] const char* what() const noexcept override { return "StopIteration"; }
  [[nodiscard]] bool has_value() const noexcept { return value_ != nullptr; }
  /// What the generator returned, which is a `T`; null where it returned nothing, or something else. Copies of the exception share it.
  template <class T>
  [[nodiscard]] T* value_if() const noexcept {
    return value_ && *type_ == typeid(T) ? static_cast<T*>(value_.get()) : nullptr;
  }
  /// The same, but throws TypeError instead of being null.
  template <class T>
  [[nodiscard]] T& value() const {
    if (T* const value = value_if<T>()) return *value;
    throw TypeError("StopIteration holds no value of this type");
  }

 private:
  std::shared_ptr<void> value_;
  const std::type_info* type_ = nullptr;
};

/// Made of a function that takes a `Yield<Y, S>&`, most simply `auto& yield`, and returns an `R`. Nothing runs before the first value
/// is asked for. It may be asked for by several tasks in turn, but not while it runs: ValueError.
///
/// Dropping a generator closes it, in the dropping thread's current task; what it throws then is told to the exception handler of the loop that
/// runs, or, where none does, written to stderr. A range: each value is a copy of what was yielded (for a `Y&` the reference), valid until the next is asked for.
template <class Y, class S, class R>
class Generator {
 public:
  using State = detail::GeneratorReturning<Y, S, R>;
  /// What can be sent: nothing, or `S`.
  using Sent = typename detail::SentValue<S>::Argument;

  template <class Body>
    requires(!std::same_as<Body, Generator> && std::is_invocable_r_v<R, Body&, Yield<Y, S>&>)
  // NOLINTNEXTLINE(google-explicit-constructor): a function that returns a generator returns its body
  Generator(Body body [[clang::lifetimebound]])
      : state_(new detail::GeneratorWith<Y, S, R, Body>(detail::GeneratorState::Kind::plain, std::move(body))) {}
  Generator(Generator&&) noexcept = default;
  Generator& operator=(Generator&&) noexcept = default;
  /// Refused: two copies would share one body.
  Generator(const Generator&) ASYNCIO_REFUSED("a generator is moved, not copied: write std::move(generator)");
  Generator& operator=(const Generator&) = delete;
  ~Generator() = default;

  /// Goes on, with `value` as what `yield` returns, to the next value, and returns that. Throws StopIteration at the end, TypeError for
  /// a value other than `std::nullopt` before the first yield, ValueError when it runs, and what the body throws.
  Y send(Sent value) {
    const detail::Ref<State> state = state_;
    state->prepare_send(std::move(value));
    return step(*state, nullptr);
  }

  /// Throws `exception` where the body yields, and returns the value that it yields next. Before the first yield, and after the end, it
  /// comes out here. Throws as `send` does. Follows Python's `throw`.
  Y throw_(std::exception_ptr exception) {
    const detail::Ref<State> state = state_;
    return step(*state, std::move(exception));
  }
  template <class E>
    requires(!std::same_as<E, std::exception_ptr>)
  Y throw_(E exception) {
    return throw_(std::make_exception_ptr(std::move(exception)));
  }

  /// Throws GeneratorExit where the body yields, and waits for its end; nothing where it has not begun or has ended. Throws RuntimeError
  /// when the body yields again, ValueError when it runs, and what the body throws.
  void close() {
    const detail::Ref<State> state = state_;
    state->close();
  }

  /// Goes on from the value that was asked for last: a second loop gets what the first one left.
  [[nodiscard]] auto begin()
    requires(!std::is_void_v<Y>)
  {
    state_->want();
    return detail::GeneratorIterator<detail::Ref<State>, Y>(state_);
  }
  [[nodiscard]] static std::default_sentinel_t end() noexcept { return std::default_sentinel; }

  [[nodiscard]] const detail::Ref<State>& state() const noexcept { return state_; }

 private:
  template <class Y1, class S1, class R1>
  friend Y1 next(Generator<Y1, S1, R1>& generator);

  static Y step(State& state, std::exception_ptr thrown) {
    if (state.advance(std::move(thrown))) return state.yielded().take();
    if constexpr (!std::is_void_v<R>) {
      if (auto result = state.take_result()) throw StopIteration(std::in_place, *std::move(result));
    }
    throw StopIteration();
  }

  detail::Ref<State> state_;
};

/// The next value. Throws StopIteration at the end, ValueError when the generator runs, and what the body throws.
template <class Y, class S, class R>
Y next(Generator<Y, S, R>& generator) {
  const auto state = generator.state();
  return generator.step(*state, nullptr);
}

/// The same, but at the end `otherwise`.
template <class Y, class S, class R>
  requires(!std::is_void_v<Y>)
Y next(Generator<Y, S, R>& generator, std::type_identity_t<Y> otherwise) {
  const auto state = generator.state();
  if (state->advance()) return state->yielded().take();
  return std::forward<Y>(otherwise);
}

/// Refused: a view keeps the generator that it takes values from, and so must be given it.
template <class Y, class S, class R, class View>
  requires(!std::invocable<View, Generator<Y, S, R>&>)
detail::Refused operator|(Generator<Y, S, R>&, View&&)
    ASYNCIO_REFUSED("a view takes a generator over: write std::move(generator) | view");

}  // namespace asyncio

template <class Y, class S, class R>
inline constexpr bool std::ranges::enable_view<asyncio::Generator<Y, S, R>> = true;
