/// @file
/// `AsyncGenerator`: a generator that its loop knows, so that one that is left open is closed before the loop ends. Follows Python's
/// asynchronous generators and `loop.shutdown_asyncgens`.
///
///     asyncio::AsyncGenerator<int> ticker(int n) {
///       return {[n](auto& yield) {
///         for (int i = 0; i != n; ++i) {
///           asyncio::sleep(1s);
///           yield(i);
///         }
///       }};
///     }
///
///     for (int i : ticker(3)) asyncio::print("{}\n", i);   // async for
///
/// The body of any generator may wait; this kind adds the names, the errors and the shutdown of Python's.
#pragma once

#include <concepts>
#include <exception>
#include <iterator>
#include <ranges>
#include <type_traits>
#include <utility>

#include <asyncio/detail/refused.hpp>
#include <asyncio/detail/yield.hpp>
#include <asyncio/errors.hpp>

namespace asyncio {

/// Thrown where a value was asked of an asynchronous generator that has none left. Follows Python's `StopAsyncIteration`.
class StopAsyncIteration : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "StopAsyncIteration"; }
};

namespace detail {

class AsyncGenerators;

/// The part that does not depend on types: a generator, and its place among the open ones of the loop in which it was first stepped.
class AsyncGeneratorState final : public RefCounted {
 public:
  explicit AsyncGeneratorState(Ref<GeneratorState> generator) noexcept;

  /// Prepares a step. Throws RuntimeError, which begins with `call`, when the generator runs.
  void begin(const char* call);
  /// As GeneratorState::advance; throws StopAsyncIteration at the end.
  void step(std::exception_ptr thrown);
  void athrow(std::exception_ptr thrown);
  void aclose();

  void want() noexcept { generator_->want(); }
  bool has_value();
  [[nodiscard]] GeneratorState& generator() const noexcept { return *generator_; }

 private:
  friend class AsyncGenerators;
  ~AsyncGeneratorState() override;
  void leave_loop() noexcept;

  Ref<GeneratorState> generator_;
  /// Null before the first step, and once the loop has nothing to do with it any more.
  Ref<Loop> loop_;
  AsyncGeneratorState* previous_ = nullptr;
  AsyncGeneratorState* next_ = nullptr;
};

/// The same with the type of the values, for GeneratorIterator.
template <class Y, class S>
class AsyncSource {
 public:
  explicit AsyncSource(AsyncGeneratorState& state) noexcept : state_(&state) {}
  AsyncSource() = default;
  void want() const noexcept { state_->want(); }
  bool has_value() const { return state_->has_value(); }
  [[nodiscard]] auto& yielded() const noexcept {
    return static_cast<GeneratorOf<Y, S>&>(state_->generator()).yielded();
  }
  const AsyncSource* operator->() const noexcept { return this; }

 private:
  Ref<AsyncGeneratorState> state_;
};

}  // namespace detail

/// Made of a function that takes a `Yield<Y, S>&`, most simply `auto& yield`. Nothing runs before the first value is asked for.
///
/// Every function here may wait. Cancelling the task that waits throws CancelledError into the body, where that waits.
///
/// Dropping one closes it there and then; its cleanup may wait where a task drops it. What that throws is told to the exception
/// handler of the loop that runs, or, where none does, written to stderr. What is still open when `asyncio::run` ends is closed by the loop.
template <class Y, class S = void>
class AsyncGenerator {
 public:
  using Sent = typename detail::SentValue<S>::Argument;

  template <class Body>
    requires(!std::same_as<Body, AsyncGenerator> && std::is_invocable_r_v<void, Body&, Yield<Y, S>&>)
  // NOLINTNEXTLINE(google-explicit-constructor): a function that returns a generator returns its body
  AsyncGenerator(Body body [[clang::lifetimebound]])
      : state_(new detail::AsyncGeneratorState(
            detail::Ref<detail::GeneratorState>(new detail::GeneratorWith<Y, S, void, Body>(
                detail::GeneratorState::Kind::asynchronous, std::move(body))))) {}
  AsyncGenerator(AsyncGenerator&&) noexcept = default;
  AsyncGenerator& operator=(AsyncGenerator&&) noexcept = default;
  /// Refused: two copies would share one body.
  AsyncGenerator(const AsyncGenerator&) ASYNCIO_REFUSED("a generator is moved, not copied: write std::move(generator)");
  AsyncGenerator& operator=(const AsyncGenerator&) = delete;
  ~AsyncGenerator() = default;

  /// Goes on, with `value` as what `yield` returns, to the next value, and returns that. Throws StopAsyncIteration at the end, TypeError
  /// for a value other than `std::nullopt` before the first yield, RuntimeError when it runs, and what the body throws.
  Y asend(Sent value) {
    const auto state = state_;
    state->begin("anext()");
    generator(*state).prepare_send(std::move(value));
    state->step(nullptr);
    return generator(*state).yielded().take();
  }

  /// Throws `exception` where the body yields, and returns the value that it yields next. Throws as `asend` does.
  Y athrow(std::exception_ptr exception) {
    const auto state = state_;
    state->athrow(std::move(exception));
    return generator(*state).yielded().take();
  }
  template <class E>
    requires(!std::same_as<E, std::exception_ptr>)
  Y athrow(E exception) {
    return athrow(std::make_exception_ptr(std::move(exception)));
  }

  /// Throws GeneratorExit where the body yields, and waits for its end; nothing where it has not begun or has ended. Throws RuntimeError
  /// when the body yields again or runs, and what the body throws.
  void aclose() {
    const auto state = state_;
    state->aclose();
  }

  [[nodiscard]] auto begin()
    requires(!std::is_void_v<Y>)
  {
    state_->want();
    return detail::GeneratorIterator<detail::AsyncSource<Y, S>, Y>(detail::AsyncSource<Y, S>(*state_));
  }
  [[nodiscard]] static std::default_sentinel_t end() noexcept { return std::default_sentinel; }

 private:
  template <class Y1, class S1>
  friend Y1 anext(AsyncGenerator<Y1, S1>& generator);
  template <class Y1, class S1>
    requires(!std::is_void_v<Y1>)
  friend Y1 anext(AsyncGenerator<Y1, S1>& generator, std::type_identity_t<Y1> otherwise);

  static detail::GeneratorOf<Y, S>& generator(detail::AsyncGeneratorState& state) noexcept {
    return static_cast<detail::GeneratorOf<Y, S>&>(state.generator());
  }

  detail::Ref<detail::AsyncGeneratorState> state_;
};

/// The next value. Throws StopAsyncIteration at the end, RuntimeError when the generator runs, and what the body throws.
template <class Y, class S>
Y anext(AsyncGenerator<Y, S>& generator) {
  return generator.asend(std::nullopt);
}

/// The same, but at the end `otherwise`.
template <class Y, class S>
  requires(!std::is_void_v<Y>)
Y anext(AsyncGenerator<Y, S>& generator, std::type_identity_t<Y> otherwise) {
  const auto state = generator.state_;
  state->want();
  if (!state->has_value()) return std::forward<Y>(otherwise);
  state->want();
  return generator.generator(*state).yielded().take();
}

}  // namespace asyncio

template <class Y, class S>
inline constexpr bool std::ranges::enable_view<asyncio::AsyncGenerator<Y, S>> = true;
