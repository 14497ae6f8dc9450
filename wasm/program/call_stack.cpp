/// @file
/// Adapter of engine/core/call_stack.hpp: WebAssembly's stack cannot be read.
#include "../../engine/core/call_stack.hpp"

namespace asyncio::core {

std::vector<std::string> call_stack() { return {}; }

}  // namespace asyncio::core
