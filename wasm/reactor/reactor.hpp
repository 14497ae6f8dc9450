/// @file
/// Adapter of engine/ports/reactor.hpp: the browser's timers, and what the host does for a program meanwhile. Twin: reactor.ts.
#pragma once

#include <optional>
#include <string_view>

#include "../../engine/ports/reactor.hpp"
#include "../imports.hpp"
#include "http.hpp"
#include "operations.hpp"

namespace asyncio::wasm {

class BrowserReactor final : public core::Reactor {
 public:
  /// The same reactor as the other adapters of this platform, which know that there is no other, are given it.
  static BrowserReactor& of(core::Reactor& reactor) noexcept { return static_cast<BrowserReactor&>(reactor); }

  core::TimePoint now() noexcept override;
  void wait(std::optional<core::TimePoint> deadline) override;
  void poll() override;
  // Nothing but the browser could wake the loop, and that it does through `wait`.
  void wake() noexcept override {}
  [[nodiscard]] bool idle() const noexcept override { return operations_.idle(); }
  OperationId start_http(core::HttpRequest request, core::HttpCompletion& completion) override {
    return http_.start(request, completion);
  }
  void cancel_http(OperationId operation) noexcept override { http_.cancel(operation); }
  void step_begins(std::string_view task) noexcept override;
  [[nodiscard]] bool watches_steps() const noexcept override { return true; }

  /// What keeps this reactor from being idle.
  [[nodiscard]] Operations& operations() noexcept { return operations_; }

 private:
  static constexpr int announcements_a_wait = 64;

  void suspend(double deadline);

  Operations operations_;
  HttpRequests http_{operations_};
  unsigned polls_ = 0;
  double last_turn_ = tulip_now();
  int announcements_ = announcements_a_wait;
};

}  // namespace asyncio::wasm
