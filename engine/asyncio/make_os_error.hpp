/// @file
/// From a value of `errno` to the exception of the class that Python gives it.
#pragma once

#include <exception>
#include <string_view>

#include "../ports/network.hpp"

namespace asyncio::detail {

/// "could not connect to 127.0.0.1 port 1: Connection refused". Of `what` alone where the error has no text.
[[nodiscard]] std::exception_ptr make_os_error(std::string_view what, const core::NetworkError& error);

}  // namespace asyncio::detail
