/// @file
/// Adapter of engine/ports/recording.hpp. A page has no files: it records each run by itself (wasm/host/recorder.ts), and replays that.
#include "../../engine/ports/recording.hpp"

#include <asyncio/errors.hpp>
#include <utility>

namespace asyncio::core {

std::unique_ptr<Reactor> record_to(const std::string&, std::unique_ptr<Reactor> reactor) { return reactor; }

std::unique_ptr<Reactor> replay_from(const std::string&) {
  throw RuntimeError(
      "a page has no files to replay a run from: it records each run by itself, and its buttons replay that");
}

}  // namespace asyncio::core
