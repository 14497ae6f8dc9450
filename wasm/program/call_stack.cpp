/// @file
/// Adapter of engine/ports/call_stack.hpp: WebAssembly's stack cannot be read.
#include "../../engine/ports/call_stack.hpp"

namespace asyncio::core {

std::vector<std::string> call_stack() { return {}; }

}  // namespace asyncio::core
