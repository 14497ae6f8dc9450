/// @file
/// Adapter of ports/reactor.hpp without an outside: time passes only when the loop waits, and then at once. Private to engine/virtual.
#pragma once

#include "../ports/auto_reset_event.hpp"
#include "http.hpp"
#include "network.hpp"
#include "timeline.hpp"

namespace asyncio::testing {

/// What all loops of one world share.
struct Outside {
  explicit Outside(std::uint32_t seed) : network(timeline, seed) {}

  Timeline timeline;
  VirtualHttpClient http{timeline};
  VirtualNetwork network;
};

class VirtualReactor final : public core::Reactor {
 public:
  explicit VirtualReactor(Outside& outside) noexcept : outside_(outside) {}

  core::TimePoint now() noexcept override { return outside_.timeline.now(); }
  void wait(std::optional<core::TimePoint> deadline) override;
  void poll() override { outside_.timeline.run_due(); }
  void wake() noexcept override { woken_.set(); }
  [[nodiscard]] bool idle() const noexcept override { return outside_.timeline.empty(); }
  core::HttpClient& http_client(core::HttpClient&) noexcept override { return outside_.http; }
  core::Network& network(core::Network&) noexcept override { return outside_.network; }

 private:
  Outside& outside_;
  /// Waited for in real time, which is no time of this world.
  core::AutoResetEvent woken_;
};

}  // namespace asyncio::testing
