/// @file
/// Context variables: values that belong to a task, and to all that it starts, without being handed from call to call. Follows
/// CPython's `contextvars` (PEP 567).
///
///     asyncio::ContextVar<std::string> user("user", "nobody");
///     ...
///     user.set("Ada");                                              // in this task
///     asyncio::create_task([&] { asyncio::print("{}\n", user.get()); });  // a copy: prints Ada
///
/// A task, and a callback of `call_soon` and its like, gets a copy of the context in which it was made: what it sets is
/// seen by nobody else.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <asyncio/detail/context_state.hpp>
#include <asyncio/errors.hpp>

namespace asyncio {

/// A variable has no value. Follows Python's `LookupError`.
class LookupError : public std::out_of_range {
 public:
  using std::out_of_range::out_of_range;
};

template <class T>
class ContextVar;

namespace detail {

template <class T>
class ContextValue final : public RefCounted {
 public:
  explicit ContextValue(T v) : value(std::move(v)) {}
  T value;
};

/// Identity of a variable.
class ContextVarState final : public RefCounted {
 public:
  explicit ContextVarState(std::string_view n) : name(n) {}
  std::string name;
};

[[noreturn]] void throw_no_value(const ContextVarState& variable);
/// The variable's value in the current context, or null.
[[nodiscard]] RefCounted* context_value(const ContextVarState& variable) noexcept;
/// Sets it there; what it was.
Ref<RefCounted> set_context_value(const Ref<ContextVarState>& variable, const Ref<RefCounted>& value);

}  // namespace detail

/// What a variable was before `ContextVar::set`, for `ContextVar::reset`; good for one use.
template <class T>
class Token {
 public:
  /// Empty where the variable had no value.
  [[nodiscard]] std::optional<T> old_value() const {
    if (!old_) return std::nullopt;
    return static_cast<detail::ContextValue<T>&>(*old_).value;
  }

 private:
  friend class ContextVar<T>;
  Token(detail::Ref<detail::ContextVarState> variable, detail::Ref<detail::RefCounted> old,
        detail::Ref<detail::ContextState> context) noexcept
      : variable_(std::move(variable)), old_(std::move(old)), context_(std::move(context)) {}

  detail::Ref<detail::ContextVarState> variable_;
  detail::Ref<detail::RefCounted> old_;
  detail::Ref<detail::ContextState> context_;
  mutable bool used_ = false;
};

/// A variable that has a value of its own in each context. Copies are the same variable. `T` must be copyable. Usually
/// one object for the whole program; on one thread, like the loop.
template <class T>
class ContextVar {
 public:
  explicit ContextVar(std::string_view name) : state_(new detail::ContextVarState(name)) {}
  /// With a value where none has been set.
  ContextVar(std::string_view name, T default_value)
      : state_(new detail::ContextVarState(name)), default_(std::move(default_value)) {}

  [[nodiscard]] const std::string& name() const noexcept { return state_->name; }

  /// The value in the current context, else the variable's default. Throws LookupError where there is neither.
  [[nodiscard]] T get() const {
    if (const T* value = find()) return *value;
    if (!default_) detail::throw_no_value(*state_);
    return *default_;
  }
  /// The same with another default.
  [[nodiscard]] T get(T default_value) const {
    const T* value = find();
    return value != nullptr ? *value : std::move(default_value);
  }

  /// Sets the value in the current context.
  Token<T> set(T value) const {
    const detail::Ref<detail::RefCounted> box(new detail::ContextValue<T>(std::move(value)));
    auto old = detail::set_context_value(state_, box);
    return Token<T>(state_, std::move(old), detail::current_context());
  }

  /// Goes back to what the variable was before the `set` that gave the token. Throws RuntimeError if the token was used,
  /// ValueError if it is another variable's or another context's.
  void reset(const Token<T>& token) const {
    if (token.used_) throw RuntimeError("the token has already been used once");
    if (token.variable_ != state_) throw ValueError("the token was created by a different ContextVar");
    if (token.context_ != detail::current_context()) throw ValueError("the token was created in a different Context");
    token.used_ = true;
    detail::set_context_value(state_, token.old_);
  }

 private:
  friend class Context;
  [[nodiscard]] const T* find() const noexcept {
    auto* const value = static_cast<detail::ContextValue<T>*>(detail::context_value(*state_));
    return value != nullptr ? &value->value : nullptr;
  }

  detail::Ref<detail::ContextVarState> state_;
  std::optional<T> default_;
};

/// A shared reference to a context: what all variables are to some task or callback. Follows `contextvars.Context`.
class Context {
 public:
  /// Without values.
  Context() : state_(new detail::ContextState) {}
  explicit Context(detail::Ref<detail::ContextState> state) noexcept : state_(std::move(state)) {}

  /// Calls `function` in this context, so that what it sets stays in it; returns what it returns. Throws RuntimeError if the
  /// context is entered already.
  template <std::invocable Function>
  decltype(auto) run(Function&& function) const {
    const detail::EnteredContext entered(state_);
    return std::forward<Function>(function)();
  }

  /// The variable's value in this context; empty where it has none, whatever its default.
  template <class T>
  [[nodiscard]] std::optional<T> get(const ContextVar<T>& variable) const {
    auto* const value = static_cast<detail::ContextValue<T>*>(state_->find(*variable.state_));
    if (value == nullptr) return std::nullopt;
    return value->value;
  }
  template <class T>
  [[nodiscard]] bool contains(const ContextVar<T>& variable) const noexcept {
    return state_->find(*variable.state_) != nullptr;
  }
  /// How many variables have a value.
  [[nodiscard]] std::size_t size() const noexcept { return state_->values ? state_->values->entries.size() : 0; }
  /// A context with the same values.
  [[nodiscard]] Context copy() const;

  [[nodiscard]] const detail::Ref<detail::ContextState>& state() const noexcept { return state_; }

 private:
  detail::Ref<detail::ContextState> state_;
};

/// A copy of the current context. Follows `contextvars.copy_context`.
[[nodiscard]] Context copy_context();

}  // namespace asyncio
