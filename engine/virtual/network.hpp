/// @file
/// Adapter of ports/network.hpp in memory: a network of hosts that exist as soon as a server listens there. Private to engine/virtual.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "../ports/network.hpp"
#include "path.hpp"

namespace asyncio::testing {

class VirtualListener;

class VirtualNetwork final : public core::Network {
 public:
  VirtualNetwork(Timeline& timeline, std::uint32_t seed) : timeline_(timeline), paths_(timeline, seed) {}

  void set_conditions(std::string_view host, const Conditions& conditions) {
    paths_.set(address_of(std::string(host)), conditions);
  }
  void set_conditions(const Conditions& conditions) { paths_.set_all(conditions); }

  std::unique_ptr<core::Lookup> look_up(core::Reactor& reactor, const std::string& host, std::uint16_t port,
                                        bool passive, core::LookupCompletion& completion) override;
  std::unique_ptr<core::Connection> connect(core::Reactor& reactor, const core::NetworkAddress& address,
                                            core::NetworkError& error) override;
  std::unique_ptr<core::Listener> bind(core::Reactor& reactor, const core::NetworkAddress& address,
                                       core::NetworkError& error) override;

  // For its listeners and connections.
  [[nodiscard]] Timeline& timeline() noexcept { return timeline_; }
  void forget(const core::NetworkAddress& address) noexcept { listeners_.erase({address.host, address.port}); }
  /// Who listens there; null if nobody does.
  [[nodiscard]] VirtualListener* listener_at(const core::NetworkAddress& address) const noexcept;

 private:
  using Place = std::pair<std::string, std::uint16_t>;

  /// A made-up address for a name, always the same; of what is an address, that itself.
  std::string address_of(const std::string& host);
  /// A port that nobody listens on.
  std::uint16_t free_port(const std::string& host);

  Timeline& timeline_;
  Paths paths_;
  std::map<std::string, std::string> addresses_;
  std::map<Place, VirtualListener*> listeners_;
  std::uint16_t last_port_ = 49151;
};

}  // namespace asyncio::testing
