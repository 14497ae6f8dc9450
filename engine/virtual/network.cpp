#include "network.hpp"

#include <algorithm>
#include <cerrno>

#include "connection.hpp"

namespace asyncio::testing {
namespace {

constexpr std::string_view own_address = "127.0.0.1";
constexpr std::string_view every_address = "0.0.0.0";

bool is_address(std::string_view host) noexcept {
  return host.find(':') != std::string_view::npos || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::string VirtualNetwork::address_of(const std::string& host) {
  if (host == "localhost") return std::string(own_address);
  if (is_address(host)) return host;
  // Source: RFC 2544, which keeps 198.18.0.0/15 for tests of networks.
  const auto number = addresses_.size() + 1;
  return addresses_.try_emplace(host, "198.18." + std::to_string(number / 256) + "." + std::to_string(number % 256))
      .first->second;
}

std::unique_ptr<core::Lookup> VirtualNetwork::look_up(core::Reactor&, const std::string& host, std::uint16_t port,
                                                      bool passive, core::LookupCompletion& completion) {
  if (passive) {
    completion.found({{host.empty() || host == "::" ? std::string(every_address) : address_of(host), port}}, {});
    return nullptr;
  }
  const std::string address = host == every_address ? std::string(own_address) : address_of(host);
  const bool known = is_address(host) || host == "localhost" ||
                     std::ranges::any_of(listeners_, [&](const auto& each) { return each.first.first == address; });
  if (known) {
    completion.found({{address, port}}, {});
  } else {
    completion.found({}, {ENOENT, "nobody listens there in this test's World"});
  }
  return nullptr;
}

VirtualListener* VirtualNetwork::listener_at(const core::NetworkAddress& address) const noexcept {
  const auto found = listeners_.find({address.host, address.port});
  if (found != listeners_.end()) return found->second;
  if (address.host != own_address) return nullptr;
  const auto open = listeners_.find({std::string(every_address), address.port});
  return open != listeners_.end() ? open->second : nullptr;
}

std::uint16_t VirtualNetwork::free_port(const std::string& host) {
  do {
    last_port_ = last_port_ == 65535 ? 49152 : static_cast<std::uint16_t>(last_port_ + 1);
  } while (listeners_.contains({host, last_port_}));
  return last_port_;
}

std::unique_ptr<core::Connection> VirtualNetwork::connect(core::Reactor&, const core::NetworkAddress& address,
                                                          core::NetworkError&) {
  const auto [client, server] = End::make_pair(
      timeline_, paths_.to(address.host), {std::string(own_address), free_port(std::string(own_address))}, address);
  client->connecting = true;
  // What is on its way keeps the server's end.
  client->out.send([this, client_end = std::weak_ptr(client), server_end = server] {
    if (client_end.expired()) return;
    VirtualListener* const listener = listener_at(server_end->address);
    const bool taken = listener != nullptr && listener->offer(server_end);
    server_end->out.send([client_end, taken] {
      const auto end = client_end.lock();
      if (!end || end->closed) return;
      if (!taken) return end->reset();
      end->connecting = false;
      end->tell();
    });
  });
  return std::make_unique<VirtualConnection>(client);
}

std::unique_ptr<core::Listener> VirtualNetwork::bind(core::Reactor&, const core::NetworkAddress& address,
                                                     core::NetworkError& error) {
  core::NetworkAddress place = address;
  if (place.port == 0) place.port = free_port(place.host);
  auto listener = std::make_unique<VirtualListener>(*this, place);
  if (!listeners_.try_emplace({place.host, place.port}, listener.get()).second) {
    error.code = EADDRINUSE;
    return nullptr;
  }
  return listener;
}

}  // namespace asyncio::testing
