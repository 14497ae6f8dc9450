/// @file
/// Exceptions on their way between two instances of one program: those of the standard library and of this one by their type, others as
/// a RuntimeError that tells type and message.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace asyncio::core {

[[nodiscard]] std::string encode_exception(const std::exception_ptr& exception);
/// Throws RuntimeError where the bytes are no exception.
[[nodiscard]] std::exception_ptr decode_exception(std::string_view bytes);

}  // namespace asyncio::core
