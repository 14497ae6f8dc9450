/// @file
/// Frames for local variables, apart from the stacks.
#pragma once

#include <cstddef>
#include <cstdint>

namespace asyncio::check {

/// The function that has the frame, of `size` bytes, is left, as far as clang's code knows.
void leave_frame(std::uintptr_t frame, std::size_t size) noexcept;

}  // namespace asyncio::check
