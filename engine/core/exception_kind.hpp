/// @file
/// What an exception asks of those that it passes. Internal.
#pragma once

#include <asyncio/errors.hpp>
#include <cstdint>
#include <exception>

namespace asyncio::detail {

enum class ExceptionKind : std::uint8_t { none, error, cancelled, generator_exit };

inline ExceptionKind kind_of_exception(const std::exception_ptr& exception) {
  if (!exception) return ExceptionKind::none;
  try {
    std::rethrow_exception(exception);
  } catch (const CancelledError&) {
    return ExceptionKind::cancelled;
  } catch (const GeneratorExit&) {
    return ExceptionKind::generator_exit;
  } catch (...) {
    return ExceptionKind::error;
  }
}

}  // namespace asyncio::detail
