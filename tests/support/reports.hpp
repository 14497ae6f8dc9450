/// @file
/// What a loop reports of failures that no one else can be told, as a test reads it.
#pragma once

#include <asyncio/loop.hpp>
#include <regex>
#include <string>
#include <vector>

#include "core/describe_exception.hpp"

namespace asyncio::testing {

/// Receives the reports of a loop while it lives, one line for each.
class Reports {
 public:
  explicit Reports(EventLoop loop) {
    lines.clear();
    loop.set_exception_handler([](EventLoop&, const ExceptionContext& context) {
      const auto what = context.exception ? ": " + core::describe_exception(context.exception) : "";
      lines.push_back(context.message + what);
    });
  }

  /// The lines so far, each with its end.
  [[nodiscard]] static std::string text() {
    std::string all;
    for (const auto& line : lines) all += line + '\n';
    return all;
  }

  inline static std::vector<std::string> lines;
};

/// The `what()` of the exception of this very type that `action` throws.
template <class Exception, class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const Exception& error) {
    return error.what();
  }
  return "(nothing was thrown)";
}

/// A text without the places in it, such as ` at main.cpp:12`.
inline std::string without_places(const std::string& text) {
  return std::regex_replace(text, std::regex(" at [a-z_]+\\.cpp:[0-9]+"), "");
}

}  // namespace asyncio::testing
