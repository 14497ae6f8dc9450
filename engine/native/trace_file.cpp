/// @file
/// Adapter of the event sink: a file of trace events. While the program runs the records are only kept, as turning them into text would take
/// longer than the steps that they tell of; the file is written when the loop is gone.
#include <sys/mman.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <new>
#include <span>
#include <string>

#include <asyncio/os_error.hpp>

#include "../ports/event_sink.hpp"
#include "file.hpp"
#include "trace_events.hpp"

namespace asyncio::native {
namespace {

/// Memory for records, taken whole from the system: to be interrupted at the first touch of each page takes longer than writing the records of
/// the steps that fit on it.
class Block {
 public:
  static constexpr std::size_t bytes = std::size_t{256} << 10U;

  /// Throws std::bad_alloc.
  Block() : words_(new(std::align_val_t(alignment)) std::uint32_t[bytes / sizeof(std::uint32_t)]) {
#ifdef MADV_POPULATE_WRITE
    // Where the system does not know it, pages come one by one.
    static_cast<void>(madvise(words_.get(), bytes, MADV_POPULATE_WRITE));
#endif
  }

  [[nodiscard]] bool has_room_for(std::span<const std::uint32_t> records) const noexcept {
    return bytes / sizeof(std::uint32_t) - size_ >= records.size();
  }
  void append(std::span<const std::uint32_t> records) noexcept {
    std::ranges::copy(records, words_.get() + size_);
    size_ += records.size();
  }
  [[nodiscard]] std::span<const std::uint32_t> records() const noexcept { return {words_.get(), size_}; }

 private:
  /// Of a page, on most systems.
  static constexpr std::size_t alignment = 4096;
  struct Free {
    void operator()(std::uint32_t* words) const noexcept { ::operator delete[](words, std::align_val_t(alignment)); }
  };
  std::unique_ptr<std::uint32_t[], Free> words_;
  std::size_t size_ = 0;
};

/// Of which the file tells at most; older ones are dropped, and the file says how many of their events. 256 MB.
constexpr std::size_t most_blocks = 1024;

class TraceFile final : public core::EventSink {
 public:
  explicit TraceFile(std::FILE* file) : file_(file) {}
  ~TraceFile() override {
    std::fputs("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n", file_.get());
    for (const auto& block : blocks_) events_.read(block.records(), file_.get());
    events_.finish(file_.get(), dropped_);
    std::fputs("\n]}\n", file_.get());
  }

  void write(std::span<const std::uint32_t> records) noexcept override {
    if (records.empty()) return;
    if (blocks_.empty() || !blocks_.back().has_room_for(records)) blocks_.emplace_back();
    blocks_.back().append(records);
    if (blocks_.size() <= most_blocks) return;
    dropped_ += events_.read(blocks_.front().records(), nullptr);
    blocks_.pop_front();
  }
  [[nodiscard]] core::PausePoints& pause_points() noexcept override { return pause_points_; }

 private:
  File file_;
  core::PausePoints pause_points_;
  TraceEvents events_;
  std::deque<Block> blocks_;
  std::uint64_t dropped_ = 0;
};

std::string refusal(const std::string& path) {
  return "could not write the trace to " + path + ": " + std::strerror(errno);
}

/// The path of ASYNCIO_TRACE is the first thread's; the loops of others get files of their own beside it.
std::string path_from_environment() {
  static std::atomic<int> threads = 0;
  const char* const path = std::getenv("ASYNCIO_TRACE");
  if (path == nullptr || *path == '\0') return {};
  const int thread = ++threads;
  return thread == 1 ? path : std::string(path) + "." + std::to_string(thread);
}

}  // namespace
}  // namespace asyncio::native

std::unique_ptr<asyncio::core::EventSink> asyncio::core::make_event_sink(const std::string& path) {
  using namespace asyncio::native;
  const std::string from_environment = path.empty() ? path_from_environment() : "";
  const std::string& name = path.empty() ? from_environment : path;
  if (name.empty()) return nullptr;
  if (std::FILE* const file = std::fopen(name.c_str(), "w")) return std::make_unique<TraceFile>(file);
  if (!path.empty()) throw OSError(refusal(name), errno);
  // The message is for the person who set the variable; the program runs as it would without.
  std::fputs((refusal(name) + '\n').c_str(), stderr);
  return nullptr;
}
