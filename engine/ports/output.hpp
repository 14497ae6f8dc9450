/// @file
/// PORT: text on its way to the C library's standard streams, and who hears of it. Implemented in `engine/native/output.cpp`, where observers hear of
/// `asyncio::print` alone, and in `wasm/program/output.cpp`, where they hear of whatever a program writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace asyncio::core {

/// Numbered as the streams' file descriptors.
enum class StandardStream : std::uint8_t { output = 1, errors = 2 };

/// Writes all of `text` now, and sees to it that one `tell_printed` is called.
void print(StandardStream stream, std::string_view text);

/// To be called by adapters: the program wrote `bytes` bytes. Tells the observers of the loop that runs; false where none does, or none observes it.
bool tell_printed(StandardStream stream, std::size_t bytes) noexcept;
/// The same where the text is at hand: the reactor hears of it too.
void tell_printed(StandardStream stream, std::string_view text) noexcept;

}  // namespace asyncio::core
