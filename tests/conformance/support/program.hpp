/// @file
/// What every program of the conformance tests includes: the library, and the little of Python that their output needs. Each program is
/// the translation of the Python program beside it, line by line, and prints the same bytes.
///
///     PROGRAM("callbacks/call_soon_fifo") {
///       print("Python's print:", 1, true, std::vector<std::string>{"a"});  // Python's print: 1 True ['a']
///     }
///
/// All programs are one executable, which runs the one that its first argument names: each has a process of its own.
#pragma once

#include <algorithm>
#include <asyncio.hpp>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <exception>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace conformance {

/// Makes a program known under the name of its file, without the ending: callbacks/call_soon_fifo.
class Registration {
 public:
  Registration(std::string_view name, void (*program)());
};

std::string integer(long long value);
/// The shortest decimal that reads back as the same number, with a point: 0.03, 1.0.
std::string real(double value);
/// In single quotes, with escapes.
std::string quoted(std::string_view text);
/// `type(e).__name__`, for the exceptions of the library and of C++ that have a name in Python.
std::string type_name(const std::exception_ptr& exception);
/// `str(e)`: the message alone.
std::string message(const std::exception_ptr& exception);

template <class T>
std::string repr(const T& value);

/// As Python's `str`.
template <class T>
std::string str(const T& value) {
  if constexpr (std::convertible_to<const T&, std::string_view>) {
    return std::string(std::string_view(value));
  } else if constexpr (std::same_as<T, std::exception_ptr>) {
    return value ? message(value) : "None";
  } else {
    return repr(value);
  }
}

template <class Range>
std::string list_of(const Range& range) {
  std::string text;
  for (const auto& each : range) {
    text += text.empty() ? "" : ", ";
    text += repr(each);
  }
  return text;
}

/// As Python's `repr`. A vector is a list, an empty optional and `asyncio::None` are None.
template <class T>
std::string repr(const T& value) {
  if constexpr (std::same_as<T, bool> || std::same_as<T, std::vector<bool>::const_reference>) {
    return value ? "True" : "False";
  } else if constexpr (std::same_as<T, std::nullopt_t> || std::same_as<T, std::monostate>) {
    return "None";
  } else if constexpr (std::convertible_to<const T&, std::string_view>) {
    return quoted(value);
  } else if constexpr (std::integral<T>) {
    return integer(static_cast<long long>(value));
  } else if constexpr (std::floating_point<T>) {
    return real(value);
  } else if constexpr (requires { value.has_value(), *value; }) {
    return value.has_value() ? repr(*value) : "None";
  } else if constexpr (requires { std::tuple_size<T>::value; }) {
    return std::apply(
        [](const auto&... each) {
          std::string text;
          ((text += (text.empty() ? "" : ", ") + repr(each)), ...);
          return "(" + text + (sizeof...(each) == 1 ? ",)" : ")");
        },
        value);
  } else {
    return "[" + list_of(value) + "]";
  }
}

/// As Python's `print`. An object, so that std::print is not found for arguments of its namespace.
inline constexpr struct Print {
  template <class... Ts>
  void operator()(const Ts&... values) const {
    std::string line;
    std::size_t left = sizeof...(values);
    ((line += str(values) + (--left != 0 ? " " : "")), ...);
    asyncio::println("{}", line);
  }
} print;

/// Python's `finally`: runs at the end of its block, however that comes. It may print but not wait.
template <std::invocable Function>
class Finally {
 public:
  explicit Finally(Function function) : function_(std::move(function)) {}
  Finally(const Finally&) = delete;
  Finally& operator=(const Finally&) = delete;
  ~Finally() { function_(); }

 private:
  Function function_;
};

/// What `function` throws, null where it returns.
template <std::invocable Function>
std::exception_ptr caught(Function function) {
  try {
    function();
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

/// `sorted(t.get_name() for t in tasks)`.
template <class Tasks>
std::vector<std::string> sorted_names(const Tasks& tasks) {
  std::vector<std::string> names;
  for (const auto& task : tasks) names.push_back(task.get_name());
  std::ranges::sort(names);
  return names;
}

}  // namespace conformance

using conformance::caught, conformance::Finally, conformance::message, conformance::print, conformance::sorted_names,
    conformance::str, conformance::type_name;
using namespace std::chrono_literals;

/// Begins the body of the program, whose name is that of its file: TOPIC/NAME. Several files are compiled as one, so whatever else a file
/// defines stands in a namespace called NAME.
#define PROGRAM(name) CONFORMANCE_PROGRAM(name, __COUNTER__)
#define CONFORMANCE_PROGRAM(name, number) CONFORMANCE_PROGRAM_OF(name, number)
#define CONFORMANCE_PROGRAM_OF(name, number)                                            \
  static void program_##number();                                                       \
  static const conformance::Registration registration_##number(name, program_##number); \
  static void program_##number()
