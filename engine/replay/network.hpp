/// @file
/// The network of a run that is recorded or replayed. Private to engine/replay.
#pragma once

#include <memory>
#include <string>

#include "../ports/network.hpp"
#include "tape.hpp"

namespace asyncio::replay {

class TapedNetwork final : public core::Network {
 public:
  explicit TapedNetwork(Tape& tape) noexcept : tape_(tape) {}

  /// The network that there is, where its use is recorded.
  void decorate(core::Network& live) noexcept { live_ = &live; }

  std::unique_ptr<core::Lookup> look_up(core::Reactor& reactor, const std::string& host, std::uint16_t port,
                                        bool passive, core::LookupCompletion& completion) override;
  std::unique_ptr<core::Connection> connect(core::Reactor& reactor, const core::NetworkAddress& address,
                                            core::NetworkError& error) override;
  std::unique_ptr<core::Listener> bind(core::Reactor& reactor, const core::NetworkAddress& address,
                                       core::NetworkError& error) override;

 private:
  Tape& tape_;
  core::Network* live_ = nullptr;
};

}  // namespace asyncio::replay
