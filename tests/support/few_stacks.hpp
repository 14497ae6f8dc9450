/// @file
/// A stack port that runs out soon: few stacks, each with a red zone below it instead of a guard page, as in a browser.
#pragma once

#include <cstddef>

namespace asyncio::testing {

inline constexpr std::size_t few_stacks = 8;

}  // namespace asyncio::testing
