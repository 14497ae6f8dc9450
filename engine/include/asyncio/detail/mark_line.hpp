/// @file
/// Source lines of waits. Each function of the library that may wait takes the line of its caller as its last parameter, which nobody writes.
#pragma once

#include <source_location>

namespace asyncio::detail {

/// Notes where the running task, if one runs, is about to wait: what call graphs and timelines show of it.
void mark_line(std::source_location where) noexcept;

}  // namespace asyncio::detail
