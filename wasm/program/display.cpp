/// @file
/// Adapter of engine/ports/display.hpp: the page shows it.
#include "../../engine/ports/display.hpp"

#include <cstdio>

#include "../abi/imports.hpp"

namespace asyncio::core {

void show(std::string_view mime, std::string_view data, std::string_view alt) {
  // The item is to stand behind what was printed before it.
  std::fflush(stdout);
  tulip_show(mime.data(), mime.size(), data.data(), data.size(), alt.data(), alt.size());
}

void show_progress(const ProgressState& state) {
  std::fflush(stdout);
  tulip_progress(state.id, state.label.data(), state.label.size(), state.value, state.total, state.closed);
}

}  // namespace asyncio::core
