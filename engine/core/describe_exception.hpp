/// @file
/// Exceptions in words.
#pragma once

#include <exception>
#include <string>

namespace asyncio::core {

/// "std::out_of_range: vector", "CancelledError", "int: 42", "an exception of type Oops"; those in an ExceptionGroup follow on lines
/// of their own. Works for any type; `exception` must not be null.
[[nodiscard]] std::string describe_exception(const std::exception_ptr& exception);

}  // namespace asyncio::core
