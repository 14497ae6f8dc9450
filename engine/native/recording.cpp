/// @file
/// Adapter of ports/recording.hpp: files.
#include "../ports/recording.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

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

/// Bytes of the file that are mapped at a time; a multiple of any page size.
constexpr std::size_t window_size = std::size_t{1} << 20U;

/// Writes into the file's own pages, which the system keeps when a program crashes: so no system call is needed for what comes in between two waits.
class DecisionFile final : public core::DecisionSink {
 public:
  /// Throws OSError.
  explicit DecisionFile(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "w+b")) {
    if (!file_ || !map_next()) throw OSError(refusal(), errno);
  }
  DecisionFile(const DecisionFile&) = delete;
  DecisionFile& operator=(const DecisionFile&) = delete;
  ~DecisionFile() override {
    unmap();
    // A file that stays too long ends in zeros, which are no decisions.
    if (file_) static_cast<void>(ftruncate(fileno(file_.get()), static_cast<off_t>(begin_ + used_)));
  }

  void write(std::string_view bytes) noexcept override {
    while (!bytes.empty() && window_ != nullptr) {
      const std::string_view now = bytes.substr(0, window_size - used_);
      std::memcpy(window_ + used_, now.data(), now.size());
      used_ += now.size();
      bytes.remove_prefix(now.size());
      if (used_ == window_size) go_on();
    }
  }

 private:
  [[nodiscard]] std::string refusal() const {
    return "could not write the recording to " + path_ + ": " + std::strerror(errno);
  }

  /// The recording ends where the disk does, and the program goes on.
  void go_on() noexcept {
    unmap();
    begin_ += window_size;
    used_ = 0;
    if (!map_next()) std::fputs((refusal() + '\n').c_str(), stderr);
  }
  /// False, and errno says why, where there is no room.
  [[nodiscard]] bool map_next() noexcept {
    const int file = fileno(file_.get());
    // Not by making the file longer alone, or a full disk would be met as a signal.
    if (const int error = posix_fallocate(file, static_cast<off_t>(begin_), window_size); error != 0) {
      errno = error;
      return false;
    }
    void* const window =
        mmap(nullptr, window_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, static_cast<off_t>(begin_));
    if (window == MAP_FAILED) return false;
    window_ = static_cast<char*>(window);
    return true;
  }
  void unmap() noexcept {
    if (window_ != nullptr) munmap(std::exchange(window_, nullptr), window_size);
  }

  std::string path_;
  File file_;
  char* window_ = nullptr;
  std::size_t begin_ = 0;
  std::size_t used_ = 0;
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
  return std::make_unique<replay::RecordingReactor>(std::move(reactor), std::make_unique<native::DecisionFile>(path));
}

std::unique_ptr<Reactor> replay_from(const std::string& path) {
  const native::File file(std::fopen(path.c_str(), "rb"));
  if (!file) throw OSError("could not read the recording " + path + ": " + std::strerror(errno), errno);
  std::string decisions;
  std::array<char, 4096> piece{};
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), file.get()))
    decisions.append(piece.data(), size);
  return std::make_unique<replay::ReplayingReactor>(std::move(decisions));
}

}  // namespace asyncio::core
