/// @file
/// Adapter of ports/display.hpp on a terminal: a picture becomes a line that tells of it, a progress bar is drawn with characters.
///
/// Items go to standard output, as they are part of the program's output; bars go to standard error, so that output
/// sent to a file stays clean, and are redrawn in place by a carriage return only where a terminal understands it.
#include "../ports/display.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <format>
#include <string>

namespace asyncio::core {
namespace {

constexpr int bar_cells = 30;

void write(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fflush(stream);
}

std::string size_text(std::size_t bytes) {
  if (bytes < 1024) return std::format("{} B", bytes);
  const double kilobytes = static_cast<double>(bytes) / 1024;
  return kilobytes < 1024 ? std::format("{:.1f} KB", kilobytes) : std::format("{:.1f} MB", kilobytes / 1024);
}

bool is_plain_text(std::string_view mime) { return mime.substr(0, mime.find(';')) == "text/plain"; }

std::string bar_text(const ProgressState& state) {
  std::string text = state.label.empty() ? "" : std::format("{}: ", state.label);
  if (state.total <= 0) return text + std::format("{:.10g}", state.value);
  const double part = std::clamp(state.value / state.total, 0.0, 1.0);
  const auto full = static_cast<int>(std::lround(part * bar_cells));
  text += std::format("{:3.0f}% |", std::floor(part * 100));
  for (int cell = 0; cell < bar_cells; ++cell) text += cell < full ? "█" : " ";
  return text + std::format("| {:.10g}/{:.10g}", state.value, state.total);
}

}  // namespace

void show(std::string_view mime, std::string_view data, std::string_view alt) {
  if (is_plain_text(mime)) {
    write(stdout, std::format("{}\n", data));
  } else {
    write(stdout, std::format("[{}, {}{}{}]\n", mime, size_text(data.size()), alt.empty() ? "" : ": ", alt));
  }
}

void show_progress(const ProgressState& state) {
  static const bool is_terminal = isatty(STDERR_FILENO) == 1;
  if (is_terminal) {
    // Erase to the end of the line (ECMA-48 EL): the bar drawn before may have been longer.
    write(stderr, std::format("\r{}\x1b[K{}", bar_text(state), state.closed ? "\n" : ""));
  } else if (state.closed) {
    write(stderr, bar_text(state) + "\n");
  }
}

}  // namespace asyncio::core
