/// @file
/// `Yield`: what a generator's body yields with; and the values that pass between a body and its consumer.
#pragma once

#include <concepts>
#include <cstddef>
#include <iterator>
#include <optional>
#include <ranges>
#include <type_traits>
#include <utility>

#include <asyncio/detail/generator_state.hpp>
#include <asyncio/errors.hpp>

namespace asyncio {

template <class Y, class S = void, class R = void>
class Generator;

namespace detail {

/// The value that was yielded last, kept until the next: a copy, as a body's own variables may change before it is looked at.
template <class Y>
class YieldedValue {
 public:
  template <class... Args>
  void set(Args&&... args) {
    value_.emplace(std::forward<Args>(args)...);
  }
  Y& get() noexcept { return *value_; }
  Y take() { return std::move(*value_); }

 private:
  std::optional<Y> value_;
};
template <class Y>
class YieldedValue<Y&> {
 public:
  void set(Y& value) noexcept { value_ = &value; }
  Y& get() noexcept { return *value_; }
  Y& take() noexcept { return *value_; }

 private:
  Y* value_ = nullptr;
};
template <>
class YieldedValue<void> {
 public:
  void set() noexcept {}
  void take() noexcept {}
};

/// What was sent to the yield at which the body stands: nothing, where the consumer only asked for the next value.
template <class S>
class SentValue {
 public:
  using Argument = std::optional<S>;
  using Result = std::optional<S>;
  void set(Argument value) { value_ = std::move(value); }
  Result take() { return std::exchange(value_, std::nullopt); }

 private:
  std::optional<S> value_;
};
template <>
class SentValue<void> {
 public:
  using Argument = std::nullopt_t;
  using Result = void;
  void set(Argument) noexcept {}
  void take() noexcept {}
};

template <class Y, class S>
class GeneratorOf : public GeneratorState {
 public:
  static_assert(!std::is_rvalue_reference_v<Y>, "a generator yields values or lvalue references");
  static_assert(!std::is_reference_v<S>, "a generator is sent values, not references");

  /// The place that the consumer reads.
  [[nodiscard]] YieldedValue<Y>& yielded() noexcept { return static_cast<GeneratorOf&>(source()).yielded_; }
  /// Prepares what the yield at which this one stands is to return. Throws TypeError for a value when there is none yet.
  void prepare_send(typename SentValue<S>::Argument value) {
    auto& receiver = static_cast<GeneratorOf&>(innermost());
    if constexpr (!std::is_void_v<S>) {
      if (value) receiver.check_can_take_value();
    }
    receiver.sent_.set(std::move(value));
  }

  template <class... Args>
  typename SentValue<S>::Result yield_value(Args&&... args) {
    check_in_body();
    yielded_.set(std::forward<Args>(args)...);
    yield();
    return sent_.take();
  }

 protected:
  using GeneratorState::GeneratorState;

 private:
  YieldedValue<Y> yielded_;
  SentValue<S> sent_;
};

/// With the place of what the body returns.
template <class Y, class S, class R>
class GeneratorReturning : public GeneratorOf<Y, S> {
 public:
  /// Moves the result out, where there is one: once.
  [[nodiscard]] std::optional<R> take_result() { return std::exchange(result_, std::nullopt); }

 protected:
  using GeneratorOf<Y, S>::GeneratorOf;
  std::optional<R> result_;
};
template <class Y, class S>
class GeneratorReturning<Y, S, void> : public GeneratorOf<Y, S> {
 protected:
  using GeneratorOf<Y, S>::GeneratorOf;
};

}  // namespace detail

/// What a generator's body is given to yield with: `yield(value)`. Follows Python's `yield` and `yield from`.
///
/// It may be called in functions that the body calls, but not in a task or another generator: RuntimeError.
template <class Y, class S = void>
class Yield {
 public:
  /// What `yield` returns: nothing, or, for a generator that is sent `S`, a `std::optional<S>`.
  using Sent = typename detail::SentValue<S>::Result;

  explicit Yield(detail::GeneratorOf<Y, S>& state) noexcept : state_(state) {}
  Yield(const Yield&) = delete;
  Yield& operator=(const Yield&) = delete;

  /// Gives `value` to the consumer, and returns what that sends when it asks for the next. Throws what is thrown into the generator,
  /// and GeneratorExit when that is closed.
  template <class U = Y>
    requires(!std::is_void_v<Y> && std::is_convertible_v<U, Y>)
  Sent operator()(U&& value) {
    return state_.yield_value(std::forward<U>(value));
  }
  Sent operator()()
    requires std::is_void_v<Y>
  {
    return state_.yield_value();
  }

  /// Yields what `generator` yields, until it ends, and returns what it returns. What is sent, thrown, or closed meanwhile goes to it.
  /// Throws what it throws; RuntimeError where a result is missing, since the generator had ended before.
  template <class R>
  R from(Generator<Y, S, R>& generator) {
    const detail::Ref<detail::GeneratorReturning<Y, S, R>> other = generator.state();
    state_.delegate_to(*other);
    if constexpr (!std::is_void_v<R>) {
      if (auto result = other->take_result()) return *std::move(result);
      throw RuntimeError("yield from a generator that has ended before: there is no result");
    }
  }
  template <class R>
  R from(Generator<Y, S, R>&& generator) {
    return from(generator);
  }

  /// The same for any range of values that convert; what is sent to it is dropped.
  template <std::ranges::input_range Range>
    requires std::convertible_to<std::ranges::range_reference_t<Range>, Y>
  void from(Range&& range) {
    for (auto&& value : range) static_cast<void>((*this)(std::forward<decltype(value)>(value)));
  }

 private:
  detail::GeneratorOf<Y, S>& state_;
};

namespace detail {

/// A generator with its body.
template <class Y, class S, class R, class Body>
class GeneratorWith final : public GeneratorReturning<Y, S, R> {
 public:
  GeneratorWith(GeneratorState::Kind kind, Body body) : GeneratorReturning<Y, S, R>(kind), body_(std::move(body)) {}

 private:
  void call() override {
    Yield<Y, S> yield(*this);
    if constexpr (std::is_void_v<R>) {
      (*body_)(yield);
    } else {
      this->result_.emplace((*body_)(yield));
    }
  }
  void discard_function() noexcept override { body_.reset(); }

  std::optional<Body> body_;
};

/// Steps a generator when it is read, so that the body runs only for the values that are taken. All iterators of one generator stand at the
/// same place. `Source` is a pointer that keeps the generator.
template <class Source, class Y>
class GeneratorIterator {
 public:
  using value_type = std::remove_cvref_t<Y>;
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::input_iterator_tag;

  GeneratorIterator() = default;
  explicit GeneratorIterator(Source source) noexcept : source_(std::move(source)) {}

  std::add_lvalue_reference_t<Y> operator*() const {
    source_->has_value();
    return source_->yielded().get();
  }
  GeneratorIterator& operator++() {
    source_->has_value();
    source_->want();
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const GeneratorIterator& iterator, std::default_sentinel_t) {
    return !iterator.source_->has_value();
  }

 private:
  Source source_;
};

}  // namespace detail
}  // namespace asyncio
