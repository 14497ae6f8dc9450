/// @file
/// Adapter of ports/recording.hpp: files.
#include "../ports/recording.hpp"

#include <array>
#include <asyncio/os_error.hpp>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "../replay/reactor.hpp"
#include "file.hpp"
#include "recording.hpp"

namespace asyncio::native {
namespace {

class DecisionFile final : public core::DecisionSink {
 public:
  explicit DecisionFile(File file) noexcept : file_(std::move(file)) {
    // Its writer keeps bytes back already.
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);
  }
  void write(std::string_view bytes) noexcept override { std::fwrite(bytes.data(), 1, bytes.size(), file_.get()); }

 private:
  File file_;
};

/// The path for the next loop; empty where the variable is not set. `loops` counts those that had one.
std::string path_in(const char* variable, std::atomic<int>& loops) {
  const char* const path = std::getenv(variable);
  if (path == nullptr || *path == '\0') return {};
  const int loop = ++loops;
  return loop == 1 ? path : std::string(path) + "." + std::to_string(loop);
}

}  // namespace

std::unique_ptr<core::Reactor> recorded_by_environment(std::unique_ptr<core::Reactor> (*make)()) {
  static std::atomic<int> replayed = 0;
  static std::atomic<int> recorded = 0;
  if (const std::string path = path_in("ASYNCIO_REPLAY", replayed); !path.empty()) return core::replay_from(path);
  const std::string path = path_in("ASYNCIO_RECORD", recorded);
  if (path.empty()) return make();
  std::string refusal;
  try {
    return core::record_to(path, make());
  } catch (const OSError& error) {
    refusal = error.what();
  }
  // The message is for the person who set the variable; the program runs as it would without.
  std::fputs((refusal + '\n').c_str(), stderr);
  return make();
}

}  // namespace asyncio::native

namespace asyncio::core {

std::unique_ptr<Reactor> record_to(const std::string& path, std::unique_ptr<Reactor> reactor) {
  native::File file(std::fopen(path.c_str(), "wb"));
  if (!file) throw OSError("could not write the recording to " + path + ": " + std::strerror(errno), errno);
  return std::make_unique<replay::RecordingReactor>(std::move(reactor),
                                                    std::make_unique<native::DecisionFile>(std::move(file)));
}

std::unique_ptr<Reactor> replay_from(const std::string& path) {
  const native::File file(std::fopen(path.c_str(), "rb"));
  if (!file) throw OSError("could not read the recording " + path + ": " + std::strerror(errno), errno);
  std::string decisions;
  std::array<char, 4096> piece;
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), file.get()))
    decisions.append(piece.data(), size);
  return std::make_unique<replay::ReplayingReactor>(std::move(decisions));
}

}  // namespace asyncio::core
