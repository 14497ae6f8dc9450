/// @file
/// How a worker's instance of a program makes calls, and how it answers.
#pragma once

#include <cstdint>

namespace asyncio::wasm {

/// The first byte of an answer: whether the rest is a result, an exception, or the words of a host whose worker has failed.
enum class Answer : std::uint8_t { result = 0, exception = 1, failure = 2 };

}  // namespace asyncio::wasm

/// Where a worker's instance begins, instead of at `start`: it initialises the program's globals and makes one call after another.
extern "C" void tulip_serve();

namespace asyncio::wasm {

/// Makes the linker keep the function in programs that need workers, although only the host calls it.
[[gnu::used]] inline void (*const serve)() = &tulip_serve;

}  // namespace asyncio::wasm
