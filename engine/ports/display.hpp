/// @file
/// PORT: what a program shows beside its text. `engine/native` draws on the terminal, `wasm/program` hands the items to the page.
/// Text itself goes another way: ports/output.hpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace asyncio::core {

/// State of a progress bar; each update carries the whole of it.
struct ProgressState {
  /// Names the bar within this process.
  std::uint32_t id = 0;
  std::string_view label;
  double value = 0;
  /// The value at which the work is complete; 0 where that is not known.
  double total = 0;
  /// No further update follows.
  bool closed = false;
};

/// Shows an item of a MIME type where it stands in the output. `data` is not kept.
void show(std::string_view mime, std::string_view data, std::string_view alt);

/// Draws or redraws a progress bar.
void show_progress(const ProgressState& state);

}  // namespace asyncio::core
