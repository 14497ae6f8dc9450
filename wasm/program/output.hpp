/// @file
/// Private to the adapters of a page.
#pragma once

namespace asyncio::wasm {

/// Tells the observers of the loop that runs of what was printed when none did.
void tell_of_earlier_output() noexcept;

}  // namespace asyncio::wasm
