/// @file
/// Adapter of the event sink: a file of trace events. While the program runs the records are only kept, as turning them into text would take
/// longer than the steps that they tell of; the file is written when the loop is gone.
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include <asyncio/os_error.hpp>

#include "../ports/event_sink.hpp"
#include "file.hpp"
#include "trace_events.hpp"

namespace asyncio::native {
namespace {

/// Records of which the file tells at most; older ones are dropped, and the file says how many. 256 MB.
constexpr std::size_t horizon_words = std::size_t{64} << 20U;

class TraceFile final : public core::EventSink {
 public:
  explicit TraceFile(std::FILE* file) : file_(file) {}
  ~TraceFile() override {
    std::fputs("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n", file_.get());
    for (const auto& block : blocks_) events_.read(block, file_.get());
    events_.finish(file_.get(), dropped_);
    std::fputs("\n]}\n", file_.get());
  }

  void write(std::span<const std::uint32_t> records) noexcept override {
    if (records.empty()) return;
    blocks_.emplace_back(records.begin(), records.end());
    words_ += records.size();
    while (words_ > horizon_words) {
      dropped_ += events_.read(blocks_.front(), nullptr);
      words_ -= blocks_.front().size();
      blocks_.pop_front();
    }
  }
  [[nodiscard]] core::PausePoints& pause_points() noexcept override { return pause_points_; }

 private:
  File file_;
  core::PausePoints pause_points_;
  TraceEvents events_;
  std::deque<std::vector<std::uint32_t>> blocks_;
  std::size_t words_ = 0;
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
