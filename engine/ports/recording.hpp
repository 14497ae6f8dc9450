/// @file
/// PORT: where the decisions of a recorded run are kept: all that came into it from outside. `engine/native` has files; a page records by itself
/// (`wasm/host`), and has none. What is recorded, and how it is replayed: `engine/replay`.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "reactor.hpp"

namespace asyncio::core {

/// Where a recording goes.
class DecisionSink {
 public:
  DecisionSink() = default;
  DecisionSink(const DecisionSink&) = delete;
  DecisionSink& operator=(const DecisionSink&) = delete;
  virtual ~DecisionSink() = default;

  /// Keeps the bytes, which follow those before, so that they outlive the program even if it crashes next.
  virtual void write(std::string_view bytes) noexcept = 0;
};

/// `RunOptions::record`: a reactor that does what `reactor` does, and writes to a new file all that comes in through it. Throws OSError where the
/// file cannot be written.
std::unique_ptr<Reactor> record_to(const std::string& path, std::unique_ptr<Reactor> reactor);

/// `RunOptions::replay`: a reactor that brings what is recorded in a file, and nothing else of the outside. Throws OSError where the file cannot be
/// read, ReplayError where it is no recording.
std::unique_ptr<Reactor> replay_from(const std::string& path);

}  // namespace asyncio::core
