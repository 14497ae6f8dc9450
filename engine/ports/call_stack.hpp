/// @file
/// PORT: the calls that are under way on a stack. `engine/native` reads them from the stack; a browser does not let a program look at
/// its own.
#pragma once

#include <string>
#include <vector>

namespace asyncio::core {

/// The calls on the stack that runs, innermost first, a line each; empty where the platform does not tell.
[[nodiscard]] std::vector<std::string> call_stack();

}  // namespace asyncio::core
