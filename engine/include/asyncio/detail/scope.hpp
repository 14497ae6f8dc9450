/// @file
/// `async with X as x: BODY` as `x.run(body)`: the body is called between entering and leaving, and leaving hears how it ended. The
/// scope's own code sees the body as one pointer, so that it is compiled in the library.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace asyncio::detail {

/// A function that takes the scope, or nothing.
template <class Body, class Scope>
concept BodyOf = requires(Body& body, Scope& scope) { body(scope); } || requires(Body& body) { body(); };

template <class Scope, class Body>
decltype(auto) call_body(Scope& scope, Body& body) {
  if constexpr (requires { body(scope); }) {
    return body(scope);
  } else {
    return body();
  }
}

template <class Scope, class Body>
using BodyResult = std::remove_cvref_t<decltype(call_body(std::declval<Scope&>(), std::declval<Body&>()))>;

/// A body whose type was forgotten; refers to it.
class AnyBody {
 public:
  template <class Function>
    requires(!std::same_as<Function, AnyBody>)
  explicit AnyBody(Function& function)
      : function_(std::addressof(function)), call_([](void* pointer) { (*static_cast<Function*>(pointer))(); }) {}
  void operator()() const { call_(function_); }

 private:
  void* function_;
  void (*call_)(void* function);
};

/// `run(AnyBody)` enters the scope, calls the body, leaves. It returns normally where the body did, or where the scope takes an
/// exception of the body for its own; `no_result` then throws, as there is nothing to return.
template <class Scope, class Body>
BodyResult<Scope, Body> run_scope(Scope& scope, Body& body, void (*run)(Scope& scope, AnyBody body),
                                  void (*no_result)()) {
  using Result = BodyResult<Scope, Body>;
  if constexpr (std::is_void_v<Result>) {
    // Without `return`: see TaskOf::call.
    auto call = [&] {
      if constexpr (requires { body(scope); }) {
        body(scope);
      } else {
        body();
      }
    };
    run(scope, AnyBody(call));
  } else {
    std::optional<Result> result;
    auto call = [&] { result.emplace(call_body(scope, body)); };
    run(scope, AnyBody(call));
    if (!result) no_result();
    return std::move(*result);
  }
}

}  // namespace asyncio::detail
