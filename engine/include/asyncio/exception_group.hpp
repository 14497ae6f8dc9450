/// @file
/// `ExceptionGroup`: several errors thrown as one, as a `TaskGroup` does. Follows Python's `ExceptionGroup` (PEP 654).
///
/// C++ has no `except*`; `split` does its work:
///
///     try { ... } catch (const asyncio::ExceptionGroup& group) {
///       const auto [missing, rest] = group.split<asyncio::ClientError>();
///       if (missing) asyncio::print("{} pages are missing\n", missing->exceptions().size());
///       if (rest) throw *rest;
///     }
#pragma once

#include <concepts>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace asyncio {
namespace detail {

/// An exception that is made of others. What describes exceptions knows no more of them, so that programs without groups do not
/// carry the code for groups.
class CompoundException : public std::exception {
 public:
  /// What it is made of, never null.
  [[nodiscard]] virtual const std::vector<std::exception_ptr>& exceptions() const noexcept = 0;
};

/// Says of each exception whether it is meant; refers to a function.
class ExceptionFilter {
 public:
  template <std::predicate<const std::exception_ptr&> Function>
    requires(!std::same_as<std::remove_cvref_t<Function>, ExceptionFilter>)
  explicit ExceptionFilter(Function& function)
      : function_(std::addressof(function)), call_([](void* pointer, const std::exception_ptr& exception) -> bool {
          return (*static_cast<Function*>(pointer))(exception);
        }) {}
  bool operator()(const std::exception_ptr& exception) const { return call_(function_, exception); }

 private:
  void* function_;
  bool (*call_)(void* function, const std::exception_ptr& exception);
};

/// Whether a handler for `const E&` would catch it.
template <class E>
bool is_caught_as(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const E&) {
    return true;
  } catch (...) {
    return false;
  }
}

template <class... Es>
struct IsAnyOf {
  bool operator()(const std::exception_ptr& exception) const { return (is_caught_as<Es>(exception) || ...); }
};

}  // namespace detail

/// Several exceptions and a message. A value that cannot change: copies are cheap and share it. Groups may hold groups.
class ExceptionGroup : public detail::CompoundException {
 public:
  /// Throws ValueError if `exceptions` is empty or one of them is null, TypeError if one of them is a request to stop
  /// (CancelledError, GeneratorExit), which is no error.
  ExceptionGroup(std::string message, std::vector<std::exception_ptr> exceptions);
  ExceptionGroup(const ExceptionGroup&) noexcept;
  ExceptionGroup& operator=(const ExceptionGroup&) noexcept;
  ~ExceptionGroup() override;

  /// As it was given.
  [[nodiscard]] const std::string& message() const noexcept;
  /// What the group holds, in the order given, never null.
  [[nodiscard]] const std::vector<std::exception_ptr>& exceptions() const noexcept override;
  /// Python's form: "unhandled errors in a TaskGroup (2 sub-exceptions)".
  [[nodiscard]] const char* what() const noexcept override;

  /// Those of the exceptions, in groups within groups too, that `matches(const std::exception_ptr&)` answers true for; none if there
  /// are none. The nesting and the messages stay. A group that matches comes whole: `matches` is asked of it first, of this one
  /// before all.
  template <std::predicate<const std::exception_ptr&> Matches>
  [[nodiscard]] std::optional<ExceptionGroup> subgroup(Matches matches) const {
    return split_by(detail::ExceptionFilter(matches), false).first;
  }
  /// Those that a handler for one of the types would catch.
  template <class E, class... Es>
  [[nodiscard]] std::optional<ExceptionGroup> subgroup() const {
    return subgroup(detail::IsAnyOf<E, Es...>());
  }

  /// What matches, and the rest.
  template <std::predicate<const std::exception_ptr&> Matches>
  [[nodiscard]] std::pair<std::optional<ExceptionGroup>, std::optional<ExceptionGroup>> split(Matches matches) const {
    return split_by(detail::ExceptionFilter(matches), true);
  }
  template <class E, class... Es>
  [[nodiscard]] std::pair<std::optional<ExceptionGroup>, std::optional<ExceptionGroup>> split() const {
    return split(detail::IsAnyOf<E, Es...>());
  }

 private:
  struct Contents;

  [[nodiscard]] std::pair<std::optional<ExceptionGroup>, std::optional<ExceptionGroup>> split_by(
      detail::ExceptionFilter matches, bool with_rest) const;
  [[nodiscard]] std::optional<ExceptionGroup> derive(std::vector<std::exception_ptr> exceptions) const;

  std::shared_ptr<const Contents> contents_;
};

}  // namespace asyncio
