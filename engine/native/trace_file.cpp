#include "trace_file.hpp"

#include <sys/mman.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include <asyncio/os_error.hpp>

namespace asyncio::native {

TraceFile::Block::Block() : words_(new(std::align_val_t(alignment)) std::uint32_t[bytes / sizeof(std::uint32_t)]) {
#ifdef MADV_POPULATE_WRITE
  // Where the system does not know it, pages come one by one.
  static_cast<void>(madvise(words_.get(), bytes, MADV_POPULATE_WRITE));
#endif
}

void TraceFile::Block::append(std::span<const std::uint32_t> records) noexcept {
  std::ranges::copy(records, words_.get() + size_);
  size_ += records.size();
}

TraceFile::~TraceFile() {
  std::fputs("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n", file_.get());
  events_.begin(file_.get());
  for (const auto& block : blocks_) events_.read(block.records(), file_.get());
  events_.finish(file_.get(), dropped_);
  std::fputs("\n]}\n", file_.get());
}

void TraceFile::write(std::span<const std::uint32_t> records) noexcept {
  if (records.empty()) return;
  if (blocks_.empty() || !blocks_.back().has_room_for(records)) blocks_.emplace_back();
  blocks_.back().append(records);
  if (blocks_.size() <= most_blocks_) return;
  dropped_ += events_.read(blocks_.front().records(), nullptr);
  blocks_.pop_front();
}

namespace {

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
