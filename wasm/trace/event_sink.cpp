/// @file
/// The event log on its way to the host, which hands it to the page. Twin: trace.ts.
#include <memory>

#include "../../engine/ports/event_sink.hpp"
#include "../abi/imports.hpp"

namespace asyncio::wasm {
namespace {

class HostSink final : public core::EventSink {
 public:
  HostSink() = default;
  HostSink(const HostSink&) = delete;
  HostSink& operator=(const HostSink&) = delete;
  /// The log is gone, and its memory with it.
  ~HostSink() override { tulip_trace_buffer(nullptr, nullptr, nullptr); }

  /// Whether the host wants the events of this program.
  [[nodiscard]] bool begin() { return tulip_trace_begin(&pause_points_) != 0; }

  void keeps_records_in(const std::uint32_t* first, std::uint32_t* const* end,
                        const core::Progress& progress) noexcept override {
    tulip_trace_buffer(first, end, &progress);
  }
  void write(std::span<const std::uint32_t> records) noexcept override {
    tulip_trace_drain(records.data(), records.size_bytes());
  }
  void pause(std::uint32_t step) noexcept override { tulip_trace_pause(step); }
  [[nodiscard]] core::PausePoints& pause_points() noexcept override { return pause_points_; }

 private:
  core::PausePoints pause_points_;
};

}  // namespace
}  // namespace asyncio::wasm

/// A page has no files: `path` is for other platforms.
std::unique_ptr<asyncio::core::EventSink> asyncio::core::make_event_sink(const std::string& path) {
  if (!path.empty()) return nullptr;
  auto sink = std::make_unique<wasm::HostSink>();
  if (!sink->begin()) return nullptr;
  return sink;
}
