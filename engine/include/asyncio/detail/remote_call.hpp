/// @file
/// A function and its arguments on their way to where they meet: a thread that shares the program's memory, or a worker that runs an
/// instance of its own of the same program and gets them as bytes. One rule for both, so that what runs in one place runs in the
/// other.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include <asyncio/detail/encoding.hpp>

namespace asyncio::detail {

/// A call without its types. It belongs to one thread at a time.
class RemoteCall {
 public:
  /// Makes a call from its encoded form and encodes what it returns.
  using Entry = void (*)(Decoder& call, Encoder& result);

  RemoteCall() = default;
  RemoteCall(const RemoteCall&) = delete;
  RemoteCall& operator=(const RemoteCall&) = delete;
  virtual ~RemoteCall() = default;

  /// Where memory is shared: makes the call, and keeps what it returns; throws what it throws.
  virtual void run() = 0;

  // Where it is not: `entry` is to be called there with what `write` wrote; its answer is for `read_result`.
  [[nodiscard]] virtual Entry entry() const noexcept = 0;
  virtual void write(Encoder& to) const = 0;
  virtual void read_result(Decoder& from) = 0;

  /// Moves the result to a future's slot, a `std::optional` of its type.
  virtual void deliver(void* slot) = 0;
};

/// What the arguments are sent as: a literal goes as the string that it is.
template <class T>
struct SentAs {
  using type = T;
};
template <>
struct SentAs<const char*> {
  using type = std::string;
};
template <>
struct SentAs<char*> {
  using type = std::string;
};
template <class T>
using Sent = typename SentAs<std::decay_t<T>>::type;

/// Whether `F` is nothing but its code.
template <class F>
inline constexpr bool is_stateless =
    std::is_empty_v<F> && std::default_initializable<F> && std::is_trivially_copyable_v<F>;
template <class F>
inline constexpr bool is_stateless<F*> = std::is_function_v<F>;

template <class F, class R, class... Args>
class RemoteCallOf final : public RemoteCall {
 public:
  template <class... Given>
  explicit RemoteCallOf(F function, Given&&... arguments)
      : function_(function), arguments_(std::forward<Given>(arguments)...) {}

  void run() override {
    if constexpr (std::is_void_v<R>) {
      call(function_, arguments_);
    } else {
      result_.emplace(call(function_, arguments_));
    }
  }

  [[nodiscard]] Entry entry() const noexcept override { return &serve; }
  void write(Encoder& to) const override {
    // The same program has its functions at the same addresses everywhere.
    if constexpr (std::is_pointer_v<F>) Codec<std::uintptr_t>::write(to, reinterpret_cast<std::uintptr_t>(function_));
    Codec<std::tuple<Args...>>::write(to, arguments_);
  }
  void read_result(Decoder& from) override {
    if constexpr (!std::is_void_v<R>) result_.emplace(Codec<R>::read(from));
    from.finish();
  }

  void deliver(void* slot) override {
    if constexpr (!std::is_void_v<R>) static_cast<std::optional<R>*>(slot)->emplace(*std::move(result_));
  }

 private:
  static R call(F function, std::tuple<Args...>& arguments) {
    return std::apply([function](Args&... each) -> R { return std::invoke(function, std::move(each)...); }, arguments);
  }

  static void serve(Decoder& from, Encoder& result) {
    const F function = read_function(from);
    auto arguments = Codec<std::tuple<Args...>>::read(from);
    from.finish();
    if constexpr (std::is_void_v<R>) {
      call(function, arguments);
    } else {
      Codec<R>::write(result, call(function, arguments));
    }
  }
  static F read_function(Decoder& from) {
    if constexpr (std::is_pointer_v<F>) {
      return reinterpret_cast<F>(Codec<std::uintptr_t>::read(from));
    } else {
      static_cast<void>(from);
      return F{};
    }
  }

  struct Nothing {};
  F function_;
  std::tuple<Args...> arguments_;
  [[no_unique_address]] std::conditional_t<std::is_void_v<R>, Nothing, std::optional<R>> result_;
};

/// What a call returns, where it can be made at all.
template <bool can_be_made, class F, class... Args>
struct Returned {
  using type = void;
};
template <class F, class... Args>
struct Returned<true, F, Args...> {
  using type = std::remove_cv_t<std::invoke_result_t<F, Args...>>;
};

/// Says what to do, at compile time, where a call cannot be sent.
template <class F, class... Args>
struct RemoteCallCheck {
  static constexpr bool function = is_stateless<F>;
  static_assert(function,
                "a worker can run only a function, or a lambda that captures nothing: it shares no memory with its "
                "owner. Give it "
                "what it needs as arguments");
  static constexpr Encodability arguments = encodability_of_all<Args...>();
  static_assert(
      arguments != Encodability::points_elsewhere,
      "pointers, references and views cannot be sent to a worker, which shares no memory with its owner: send the "
      "value itself, such as a std::string or a std::vector");
  static_assert(
      arguments != Encodability::unknown,
      "an argument's type cannot be sent to a worker: send numbers, enums and plain structures of these, std::string, "
      "vector, array, pair, tuple, optional, variant, or nested ones of these");
  static constexpr bool callable = std::is_invocable_v<F, Args...>;
  static_assert(
      callable || !function,
      "the function cannot be called with these arguments: it gets copies, so it must take each by value or by const "
      "reference");

  using Result = typename Returned<function && callable, F, Args...>::type;
  static constexpr Encodability result = Codec<std::conditional_t<std::is_void_v<Result>, char, Result>>::can;
  static_assert(result != Encodability::points_elsewhere,
                "a worker cannot return a pointer, a reference or a view, as it shares no memory with its owner: "
                "return the value "
                "itself, such as a std::string or a std::vector");
  static_assert(result != Encodability::unknown,
                "what the function returns cannot be sent back by a worker: return a number, an enum or a plain "
                "structure of these, "
                "a std::string, vector, array, pair, tuple, optional, variant, or nested ones of these");

  static constexpr bool passed = function && callable && arguments == Encodability::yes && result == Encodability::yes;
};

/// What a call gives that passes; `void` for one that does not, which has been refused.
template <class F, class... Args>
using RemoteResult = typename RemoteCallCheck<F, Sent<Args>...>::Result;

template <class F, class... Args>
std::unique_ptr<RemoteCall> make_remote_call(F function, Args&&... arguments) {
  using Check = RemoteCallCheck<F, Sent<Args>...>;
  if constexpr (Check::passed) {
    return std::make_unique<RemoteCallOf<F, typename Check::Result, Sent<Args>...>>(function,
                                                                                    std::forward<Args>(arguments)...);
  } else {
    return nullptr;
  }
}

}  // namespace asyncio::detail
