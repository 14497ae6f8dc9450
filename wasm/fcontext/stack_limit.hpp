/// @file
/// How deep the C stack that runs now may grow. WebAssembly has no guard pages; instead the compiler in the page has each function
/// of a program begin with a comparison (`-finstrument-function-entry-bare`, see wasm/sdk/arguments.ts).
#pragma once

#include <cstdint>

/// Bytes left below the limit for the code that reports that it was passed.
inline constexpr std::uintptr_t tulip_stack_reserve = 4096;

/// The lowest address that the C stack pointer may have; moved at each switch.
extern "C" std::uintptr_t tulip_stack_limit;
