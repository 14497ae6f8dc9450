/// @file
/// Adapter of engine/ports/reactor.hpp: the browser's timers, and what the host does for a program meanwhile. Twin: reactor.ts.
#pragma once

#include <optional>
#include <string_view>

#include "../../engine/ports/reactor.hpp"
#include "../abi/imports.hpp"
#include "operations.hpp"

namespace asyncio::wasm {

class BrowserReactor final : public core::Reactor {
 public:
  /// The BrowserReactor of a loop; throws RuntimeError where the loop has another.
  static BrowserReactor& of(core::Reactor& reactor) { return core::adapter_of<BrowserReactor>(reactor); }

  core::TimePoint now() noexcept override;
  void wait(std::optional<core::TimePoint> deadline) override;
  void poll() override;
  // Nothing but the browser could wake the loop, and that it does through `wait`.
  void wake() noexcept override {}
  [[nodiscard]] bool idle() const noexcept override { return operations_.idle(); }
  void step_begins(std::string_view task) noexcept override;
  [[nodiscard]] bool watches_steps() const noexcept override { return true; }

  /// What keeps this reactor from being idle.
  [[nodiscard]] Operations& operations() noexcept { return operations_; }

 private:
  static constexpr int announcements_a_wait = 64;

  void suspend(double deadline);

  Operations operations_;
  unsigned polls_ = 0;
  double last_turn_ = tulip_now();
  int announcements_ = announcements_a_wait;
};

}  // namespace asyncio::wasm
